/* What an operator is to the runtime, and what the runtime offers an operator while it prepares. */
#ifndef PREFLASH_OP_H
#define PREFLASH_OP_H

#include "runtime/runtime.h"
#include "runtime/tflite_schema.h"

/* `input_type` of a registration that moves bytes of any type. */
#define PF_TYPE_ANY 0xFFu

/*
 * One operator for one type of its first input. Only the registrations in `pf_op_registry` are linked, and with them
 * only the kernels they call.
 */
typedef struct pf_op {
  /* Checks types, shapes and quantisation, works out `node->data`, asks for scratch. Runs once, before planning. */
  pf_status_t (*prepare)(pf_runtime_t *rt, pf_node_t *node);
  /* Computes the outputs. */
  pf_status_t (*invoke)(const pf_runtime_t *rt, const pf_node_t *node);
  uint8_t builtin_code; /* enum tflite_builtin_operator */
  uint8_t input_type;   /* enum tflite_tensor_type, or PF_TYPE_ANY */
} pf_op_t;

/* The registrations of this image: a generated file, see firmware/README.md. */
extern const pf_op_t *const pf_op_registry[];
extern const uint32_t pf_op_registry_count;

/* The registration for an operator whose first input has `input_type`; NULL if it is not linked. */
const pf_op_t *pf_find_op(int32_t builtin_code, uint8_t input_type);

/* Input `index` of a node; NULL if it is optional and left out, or beyond the inputs the file gives. */
const pf_tensor_t *pf_input(const pf_runtime_t *rt, const pf_node_t *node, uint32_t index);

/* Output `index` of a node, which must exist. */
const pf_tensor_t *pf_output(const pf_runtime_t *rt, const pf_node_t *node, uint32_t index);

/* PF_STATUS_OK if the node has between `least` and `most` inputs and exactly one output. */
pf_status_t pf_check_arity(const pf_node_t *node, uint32_t least, uint32_t most);

/* Allocates `node->data`, zeroed. */
pf_status_t pf_allocate_data(pf_runtime_t *rt, pf_node_t *node, uint32_t bytes);

#endif
