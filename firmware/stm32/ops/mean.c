#include "ops/mean.h"

#include "ops/tensor_shape.h"

/* True if `dimension` is among the reduced ones. */
static bool is_reduced(const pf_reduction_t *reduction, int32_t dimension) {
  bool found = false;
  for (int32_t i = 0; i < reduction->axis_count; ++i) {
    found = found || reduction->axes[i] == dimension;
  }
  return found;
}

/* Takes the dimensions that the axis operand names, each once. */
static pf_status_t reduced_axes(const pf_tensor_t *axes, pf_reduction_t *reduction) {
  if (!axes->is_constant) {
    return PF_STATUS_NOT_CONSTANT;
  }
  if (axes->type != TFLITE_INT32) {
    return PF_STATUS_TENSOR_TYPE;
  }
  const int32_t *indices = axes->data;
  for (uint32_t i = 0; i < pf_tensor_elements(axes); ++i) {
    uint32_t axis;
    if (pf_resolve_axis(indices[i], (uint32_t)reduction->rank, &axis) != PF_STATUS_OK) {
      return PF_STATUS_SHAPE;
    }
    if (!is_reduced(reduction, (int32_t)axis)) {
      reduction->axes[reduction->axis_count++] = (int32_t)axis;
    }
  }
  return PF_STATUS_OK;
}

/* True if `output` is the input without the reduced dimensions, or with ones in their places. */
static bool output_matches(const pf_tensor_t *output, const pf_reduction_t *reduction) {
  const bool keeps_dims = output->rank == reduction->rank;
  int32_t next = 0;
  for (int32_t i = 0; i < reduction->rank; ++i) {
    const bool gone = is_reduced(reduction, i);
    if (gone && !keeps_dims) {
      continue;
    }
    if (next >= output->rank || output->dims[next] != (gone ? 1 : reduction->dims[i])) {
      return false;
    }
    ++next;
  }
  return next == output->rank;
}

pf_status_t pf_mean_reduction(const pf_runtime_t *rt, const pf_node_t *node, pf_reduction_t *reduction) {
  pf_status_t status = pf_check_arity(node, 2, 2);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (input->type != output->type) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (input->rank > PF_REDUCTION_MAX_RANK) {
    return PF_STATUS_SHAPE;
  }
  *reduction = (pf_reduction_t){.rank = input->rank, .output_count = pf_tensor_elements(output)};
  for (uint32_t i = 0; i < input->rank; ++i) {
    reduction->dims[i] = input->dims[i];
  }
  status = reduced_axes(pf_input(rt, node, 1), reduction);
  if (status == PF_STATUS_OK && !output_matches(output, reduction)) {
    status = PF_STATUS_SHAPE;
  }
  reduction->elements_per_output = pf_tensor_elements(input) / reduction->output_count;
  return status;
}
