#include "ops/mean.h"

#include "ops/tensor_shape.h"

#define MAX_RANK 4u

/* Marks the dimensions that the axis operand names, in bits of `reduced`. */
static pf_status_t reduced_axes(const pf_tensor_t *axes, uint32_t rank, uint32_t *reduced) {
  if (!axes->is_constant) {
    return PF_STATUS_NOT_CONSTANT;
  }
  if (axes->type != TFLITE_INT32) {
    return PF_STATUS_TENSOR_TYPE;
  }
  const int32_t *indices = axes->data;
  *reduced = 0;
  for (uint32_t i = 0; i < pf_tensor_elements(axes); ++i) {
    uint32_t axis;
    if (pf_resolve_axis(indices[i], rank, &axis) != PF_STATUS_OK) {
      return PF_STATUS_SHAPE;
    }
    *reduced |= 1u << axis;
  }
  return PF_STATUS_OK;
}

/* True if `output` is `input` without the reduced dimensions, or with ones in their places. */
static bool output_matches(const pf_tensor_t *input, const pf_tensor_t *output, uint32_t reduced) {
  const bool keeps_dims = output->rank == input->rank;
  uint32_t next = 0;
  for (uint32_t i = 0; i < input->rank; ++i) {
    const bool is_reduced = ((reduced >> i) & 1u) != 0;
    if (is_reduced && !keeps_dims) {
      continue;
    }
    if (next >= output->rank || output->dims[next] != (is_reduced ? 1 : input->dims[i])) {
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
  uint32_t reduced;
  if (input->type != output->type) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (input->rank > MAX_RANK) {
    return PF_STATUS_SHAPE;
  }
  status = reduced_axes(pf_input(rt, node, 1), input->rank, &reduced);
  if (status != PF_STATUS_OK) {
    return status;
  }
  if (!output_matches(input, output, reduced)) {
    return PF_STATUS_SHAPE;
  }
  *reduction = (pf_reduction_t){.input_shape = pf_shape4(input), .output_count = pf_tensor_elements(output)};
  reduction->elements_per_output = pf_tensor_elements(input) / reduction->output_count;
  int32_t step = 1;
  for (uint32_t i = input->rank; i-- > 0;) {
    if (((reduced >> i) & 1u) == 0) {
      reduction->output.strides[MAX_RANK - input->rank + i] = step;
      step *= input->dims[i];
    }
  }
  return PF_STATUS_OK;
}
