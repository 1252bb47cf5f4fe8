#include "ops/tensor_shape.h"

pf_shape4_t pf_shape4(const pf_tensor_t *tensor) {
  pf_shape4_t shape = {.dims = {1, 1, 1, 1}};
  for (uint32_t i = 0; i < tensor->rank; ++i) {
    shape.dims[4 - tensor->rank + i] = tensor->dims[i];
  }
  return shape;
}

bool pf_same_shape(const pf_tensor_t *a, const pf_tensor_t *b) {
  if (a->rank != b->rank) {
    return false;
  }
  for (uint32_t i = 0; i < a->rank; ++i) {
    if (a->dims[i] != b->dims[i]) {
      return false;
    }
  }
  return true;
}

uint32_t pf_dims_product(const pf_tensor_t *tensor, uint32_t from, uint32_t to) {
  uint32_t product = 1;
  for (uint32_t i = from; i < to; ++i) {
    product *= (uint32_t)tensor->dims[i];
  }
  return product;
}

pf_status_t pf_resolve_axis(int32_t axis, uint32_t rank, uint32_t *resolved) {
  const int32_t from_front = axis < 0 ? axis + (int32_t)rank : axis;
  *resolved = (uint32_t)from_front;
  return from_front >= 0 && from_front < (int32_t)rank ? PF_STATUS_OK : PF_STATUS_SHAPE;
}
