#include <stddef.h>

#include "kernels/reference/strided_slice.h"
#include "ops/tensor_shape.h"

/* One axis as the operands give it; masks already picked apart. */
typedef struct {
  int32_t size;
  int32_t begin;
  int32_t end;
  int32_t stride;
  bool ignore_begin;
  bool ignore_end;
  bool shrink;
} slice_axis_t;

/* Brings an index that may count from the back to [lowest, highest]. */
static int32_t limited(int32_t index, int32_t size, int32_t lowest, int32_t highest) {
  const int64_t from_front = index < 0 ? (int64_t)index + size : index;
  return from_front < lowest ? lowest : from_front > highest ? highest : (int32_t)from_front;
}

/* First index and number of elements along an axis, by the rules of Python slices. */
static void resolve(const slice_axis_t *axis, int32_t *start, int32_t *count) {
  const int32_t lowest = axis->stride > 0 ? 0 : -1;
  const int32_t highest = axis->stride > 0 ? axis->size : axis->size - 1;
  const int32_t from = axis->ignore_begin ? (axis->stride > 0 ? lowest : highest)
                                          : limited(axis->begin, axis->size, lowest, highest);
  const int32_t to = axis->shrink       ? from + 1
                     : axis->ignore_end ? (axis->stride > 0 ? highest : lowest)
                                        : limited(axis->end, axis->size, lowest, highest);
  const int32_t distance = axis->stride > 0 ? to - from : from - to;
  const int32_t step = axis->stride > 0 ? axis->stride : -axis->stride;
  *start = from;
  *count = distance <= 0 ? 0 : axis->shrink ? 1 : 1 + (distance - 1) / step;
}

/* Operand `index`: a constant int32 vector with one element an axis of the input; NULL if it is anything else. */
static const int32_t *constant_vector(const pf_runtime_t *rt, const pf_node_t *node, uint32_t index) {
  const pf_tensor_t *operand = pf_input(rt, node, index);
  const bool usable = operand->is_constant && operand->type == TFLITE_INT32 && operand->rank == 1 &&
                      operand->dims[0] == pf_input(rt, node, 0)->rank;
  return usable ? operand->data : NULL;
}

static bool bit(int32_t mask, uint32_t index) { return ((mask >> index) & 1) != 0; }

/* Fills the axes of `slice`, aligned to the back of its four; PF_STATUS_SHAPE if the output does not match. */
static pf_status_t resolve_axes(pf_runtime_t *rt, const pf_node_t *node, pf_strided_slice_t *slice) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  const int32_t *begin = constant_vector(rt, node, 1);
  const int32_t *end = constant_vector(rt, node, 2);
  const int32_t *stride = constant_vector(rt, node, 3);
  const int32_t begin_mask = pf_fb_i32(&rt->file, node->options, TFLITE_STRIDED_SLICE_BEGIN_MASK, 0);
  const int32_t end_mask = pf_fb_i32(&rt->file, node->options, TFLITE_STRIDED_SLICE_END_MASK, 0);
  const int32_t shrink_mask = pf_fb_i32(&rt->file, node->options, TFLITE_STRIDED_SLICE_SHRINK_AXIS_MASK, 0);
  if (begin == NULL || end == NULL || stride == NULL) {
    return PF_STATUS_NOT_CONSTANT;
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < input->rank; ++i) {
    const slice_axis_t axis = {.size = input->dims[i],
                               .begin = begin[i],
                               .end = end[i],
                               .stride = stride[i],
                               .ignore_begin = bit(begin_mask, i),
                               .ignore_end = bit(end_mask, i),
                               .shrink = bit(shrink_mask, i)};
    const uint32_t to = 4u - input->rank + i;
    if (axis.stride == 0 || axis.stride == INT32_MIN || (axis.shrink && axis.stride < 0)) {
      return PF_STATUS_PARAMETER;
    }
    resolve(&axis, &slice->start[to], &slice->count[to]);
    slice->stride[to] = axis.stride;
    if (slice->count[to] == 0 || slice->start[to] >= axis.size ||
        (!axis.shrink && (kept >= output->rank || output->dims[kept] != slice->count[to]))) {
      return PF_STATUS_SHAPE;
    }
    kept += axis.shrink ? 0 : 1;
  }
  return kept == output->rank ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, 4, 4);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_strided_slice_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *input = pf_input(rt, node, 0);
  if (pf_output(rt, node, 0)->type != input->type) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (input->rank > 4) {
    return PF_STATUS_SHAPE;
  }
  if (pf_fb_i32(&rt->file, node->options, TFLITE_STRIDED_SLICE_ELLIPSIS_MASK, 0) != 0 ||
      pf_fb_i32(&rt->file, node->options, TFLITE_STRIDED_SLICE_NEW_AXIS_MASK, 0) != 0 ||
      pf_fb_u8(&rt->file, node->options, TFLITE_STRIDED_SLICE_OFFSET, 0) != 0) {
    return PF_STATUS_PARAMETER;
  }
  pf_strided_slice_t *slice = node->data;
  slice->element_bytes = pf_type_bytes(input->type);
  for (uint32_t i = 0; i < 4; ++i) {
    slice->stride[i] = 1;
    slice->count[i] = 1;
  }
  return resolve_axes(rt, node, slice);
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_shape4_t input_shape = pf_shape4(input);
  pf_reference_strided_slice(node->data, &input_shape, input->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_strided_slice_any = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_STRIDED_SLICE, .input_type = PF_TYPE_ANY};
