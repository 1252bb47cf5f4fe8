#ifndef PF_LAYER_H
#define PF_LAYER_H

#include "nnom.h"
#include "runtime/memory.h"
#include "runtime/tensor.h"

/* A layer whose output has the shape and format of its first input. */
nnom_status_t default_build(nnom_layer_t *layer);

/* A layer that has nothing to do: its output lies where its input does. */
nnom_status_t nothing_run(nnom_layer_t *layer);

/* Decimal bits behind an activation. */
nnom_qformat_param_t act_get_dec_bit(nnom_activation_type_t type, nnom_qformat_param_t dec_bit);

/*
 * Memory for a layer of `bytes` (its struct begins with nnom_layer_t), its first input, its output and, where
 * `has_scratch`, a description of its scratch memory.
 */
PF_ALWAYS_INLINE nnom_layer_t *new_layer(size_t bytes, bool has_scratch, nnom_layer_type_t type,
                                         nnom_status_t (*run)(nnom_layer_t *layer),
                                         nnom_status_t (*build)(nnom_layer_t *layer)) {
  uint8_t *memory = nnom_mem(bytes + 2u * sizeof(nnom_layer_io_t) + (has_scratch ? sizeof(nnom_buf_t) : 0u));
  nnom_layer_t *layer = (nnom_layer_t *)memory;
  layer->in = (nnom_layer_io_t *)(memory + bytes);
  layer->out = layer->in + 1;
  layer->in->owner = layer;
  layer->out->owner = layer;
  layer->comp = has_scratch ? (nnom_buf_t *)(layer->out + 1) : NULL;
  layer->type = type;
  layer->run = run;
  layer->build = build;
  return layer;
}

/* The format of the output: as given, unless the activation behind the layer has one of its own. */
PF_ALWAYS_INLINE void set_output_format(nnom_layer_t *layer, nnom_qformat_param_t dec_bit) {
  layer->out->tensor->q_dec[0] =
      layer->actail == NULL ? dec_bit : act_get_dec_bit(layer->actail->type, dec_bit);
}

/* Points each input at the tensor it is fed from. */
PF_ALWAYS_INLINE void take_inputs(nnom_layer_t *layer) {
  for (nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
    in->tensor = in->hook.io->tensor;
  }
}

#endif
