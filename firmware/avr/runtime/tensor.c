#include "runtime/tensor.h"

#include <string.h>

#include "runtime/flash.h"
#include "runtime/memory.h"

#if PF_FLASH_IS_MAPPED
nnom_tensor_t *tensor_from_flash(const nnom_tensor_t *in_flash) {
  return (nnom_tensor_t *)in_flash;
}
#else
nnom_tensor_t *tensor_from_flash(const nnom_tensor_t *in_flash) {
  nnom_tensor_t described;
  pf_flash_copy(&described, in_flash, sizeof described);
  nnom_tensor_t *t = new_tensor(NNOM_QTYPE_PER_TENSOR, described.num_dim, 1);
  pf_flash_copy(t->dim, described.dim, described.num_dim * sizeof(nnom_shape_data_t));
  pf_flash_copy(t->q_dec, described.q_dec, sizeof(nnom_qformat_param_t));
  t->p_data = described.p_data;
  t->qtype = described.qtype;
  return t;
}
#endif

size_t tensor_channels(const nnom_tensor_t *t) {
  return t->dim[t->num_dim - 1];
}

nnom_3d_shape_t tensor_shape(const nnom_tensor_t *t) {
  const uint8_t n = t->num_dim;
  return shape(n > 2 ? t->dim[n - 3] : 1, n > 1 ? t->dim[n - 2] : 1, t->dim[n - 1]);
}
