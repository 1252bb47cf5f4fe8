/* How layers are put together: each reader of an output is a hook on it. */
#include <stdarg.h>

#include "nnom.h"
#include "runtime/memory.h"

static nnom_layer_t *last_layer(nnom_layer_t *layer) {
  while (layer->out->hook.io != NULL) {
    layer = layer->out->hook.io->owner;
  }
  return layer;
}

/* The first free hook of an output, or one more. */
PF_ALWAYS_INLINE nnom_layer_hook_t *free_hook(nnom_layer_io_t *out) {
  nnom_layer_hook_t *hook = &out->hook;
  if (hook->io == NULL) {
    return hook;
  }
  while (hook->next != NULL) {
    hook = hook->next;
  }
  hook->next = nnom_mem(sizeof(nnom_layer_hook_t));
  return hook->next;
}

/* The first input nothing feeds yet, or one more. */
PF_ALWAYS_INLINE nnom_layer_io_t *free_input(nnom_layer_io_t *in) {
  if (in->hook.io == NULL) {
    return in;
  }
  while (in->aux != NULL) {
    in = in->aux;
  }
  in->aux = nnom_mem(sizeof(nnom_layer_io_t));
  in->aux->owner = in->owner;
  return in->aux;
}

PF_ALWAYS_INLINE nnom_layer_t *model_hook(nnom_layer_t *curr, nnom_layer_t *last) {
  if (curr == NULL || last == NULL) {
    return NULL;
  }
  nnom_layer_hook_t *hook = free_hook(last->out);
  nnom_layer_io_t *in = free_input(curr->in);
  hook->io = in;
  in->hook.io = last->out;
  return curr;
}

static nnom_layer_t *model_mergex(nnom_layer_t *method, int num, ...) {
  va_list inputs;
  va_start(inputs, num);
  for (int i = 0; i < num; i++) {
    model_hook(method, va_arg(inputs, nnom_layer_t *));
  }
  va_end(inputs);
  return method;
}

static nnom_layer_t *model_merge(nnom_layer_t *method, nnom_layer_t *in1, nnom_layer_t *in2) {
  return model_mergex(method, 2, in1, in2);
}

/* The activation runs in place behind the layer: it is no layer of its own. */
static nnom_layer_t *model_active(nnom_activation_t *act, nnom_layer_t *target) {
  target->actail = act;
  return target;
}

static nnom_status_t model_add(nnom_model_t *m, nnom_layer_t *layer) {
  if (m->head == NULL) {
    m->head = layer;
    return NN_SUCCESS;
  }
  return model_hook(layer, last_layer(m->head)) == NULL ? NN_ARGUMENT_ERROR : NN_SUCCESS;
}

nnom_model_t *new_model(nnom_model_t *m) {
  if (m == NULL) {
    m = nnom_mem(sizeof(nnom_model_t));
  }
  memset(m, 0, sizeof(nnom_model_t));
  m->add = model_add;
  m->hook = model_hook;
  m->merge = model_merge;
  m->mergex = model_mergex;
  m->active = model_active;
  return m;
}
