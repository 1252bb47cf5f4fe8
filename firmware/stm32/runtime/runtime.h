/* What a prepared model consists of in memory. Shapes, constants and operator inputs stay in the file, in flash. */
#ifndef PREFLASH_RUNTIME_INTERNAL_H
#define PREFLASH_RUNTIME_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "preflash_runtime.h"
#include "runtime/arena.h"
#include "runtime/flatbuffer.h"

#define PF_MAX_RANK 6u

/* One tensor: what a kernel needs of it. */
typedef struct {
  void *data;          /* in flash for constants, else in the arena (NULL until it is planned) */
  const int32_t *dims; /* in the file */
  uint8_t type;        /* enum tflite_tensor_type */
  uint8_t rank;
  bool is_constant;
  bool is_unusable; /* sparse, stateful, or its data is outside the flatbuffer */
} pf_tensor_t;

struct pf_op;

/* One operator of the graph. */
typedef struct {
  const struct pf_op *op;
  const int32_t *inputs; /* tensor indices, in the file; -1 for an optional input that is left out */
  const int32_t *outputs;
  uint16_t input_count;
  uint16_t output_count;
  uint32_t options;       /* position of the operator's options table in the file, 0 if it has none */
  void *data;             /* what prepare worked out for invoke, persistent */
  uint32_t scratch_bytes; /* asked for by prepare */
  void *scratch;          /* valid while the operator runs */
} pf_node_t;

struct pf_runtime {
  pf_flatbuffer_t file;
  pf_fb_vector_t tensor_tables;
  pf_fb_vector_t buffer_tables;
  pf_fb_vector_t graph_inputs;
  pf_fb_vector_t graph_outputs;
  pf_tensor_t *tensors;
  pf_node_t *nodes;
  uint32_t node_count;
  uint32_t layer; /* operator being worked on, for error reports; PF_LAYER_NONE outside of one */
  pf_arena_t arena;
};

/* Bytes of one element of a tensor type; 0 for a type the runtime does not know. */
uint32_t pf_type_bytes(uint8_t type);

/* Elements in a tensor: the product of its dimensions. */
uint32_t pf_tensor_elements(const pf_tensor_t *tensor);

/* Bytes of a tensor's data. */
uint32_t pf_tensor_bytes(const pf_tensor_t *tensor);

#endif
