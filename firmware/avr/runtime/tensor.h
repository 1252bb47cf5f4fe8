#ifndef PF_TENSOR_H
#define PF_TENSOR_H

#include "nnom.h"
#include "runtime/memory.h"

/* The tensor weights.h describes in flash, as the kernels read it. */
nnom_tensor_t *tensor_from_flash(const nnom_tensor_t *in_flash);

/* Length of the last dimension. */
size_t tensor_channels(const nnom_tensor_t *t);

/* The tensor as rows, columns and channels, whatever it has of them. */
nnom_3d_shape_t tensor_shape(const nnom_tensor_t *t);

/* Number of values. */
PF_ALWAYS_INLINE size_t tensor_size(const nnom_tensor_t *t) {
  size_t size = t->dim[0];
  for (uint8_t i = 1; i < t->num_dim; i++) {
    size *= t->dim[i];
  }
  return size;
}

/* A tensor with room for its dimensions and `channels` (per axis) or one quantisation parameter; no data. */
PF_ALWAYS_INLINE nnom_tensor_t *new_tensor(nnom_qtype_t type, uint8_t num_dim, size_t channels) {
  const size_t parameters = type == NNOM_QTYPE_PER_AXIS ? channels : 1u;
  const size_t dims = pf_align(num_dim * sizeof(nnom_shape_data_t));
  const size_t base = pf_align(sizeof(nnom_tensor_t));
  uint8_t *memory = nnom_mem(base + dims + 2u * parameters * sizeof(nnom_qformat_param_t));
  nnom_tensor_t *t = (nnom_tensor_t *)memory;
  t->dim = (nnom_shape_data_t *)(memory + base);
  t->q_dec = (nnom_qformat_param_t *)(memory + base + dims);
  t->q_offset = t->q_dec + parameters;
  t->qtype = type;
  t->num_dim = num_dim;
  t->bitwidth = 8;
  return t;
}

/* Sets the shape and format of a tensor quantised as a whole. */
PF_ALWAYS_INLINE void tensor_set(nnom_tensor_t *t, nnom_qformat_param_t dec_bit, const nnom_shape_data_t *dim,
                                 uint8_t num_dim) {
  t->num_dim = num_dim;
  memcpy(t->dim, dim, num_dim * sizeof(nnom_shape_data_t));
  t->q_dec[0] = dec_bit;
  t->q_offset[0] = 0;
}

/* A new tensor of the shape and format of another one. */
PF_ALWAYS_INLINE nnom_tensor_t *tensor_like(const nnom_tensor_t *other) {
  nnom_tensor_t *t = new_tensor(NNOM_QTYPE_PER_TENSOR, other->num_dim, 1);
  tensor_set(t, other->q_dec[0], other->dim, other->num_dim);
  return t;
}

#endif
