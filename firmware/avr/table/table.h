/*
 * A model as data, for an image that was built without one. What a compiler makes of weights.h is laid out in flash by
 * preflash instead: the constants as they are, and the steps of nnom_model_create() as words of this table. Layers are
 * made by the same constructors and run by the same code.
 *
 * The table is words of the size of a pointer. First the header, then one record a step:
 *   verb, constructor, target, argument count, arguments..., input count, inputs...
 * and at the end: PF_VERB_END, first layer, last layer.
 */
#ifndef PF_TABLE_H
#define PF_TABLE_H

#include <stdint.h>

#include "nnom.h"

typedef intptr_t pf_word_t;

enum { PF_VERB_END = 0, PF_VERB_CREATE = 1, PF_VERB_HOOK = 2, PF_VERB_ACTIVE = 3, PF_VERB_MERGE = 4 };

typedef struct {
  pf_word_t layer_count;
  pf_word_t input;
  pf_word_t input_bytes;
  pf_word_t output;
  pf_word_t output_bytes;
  pf_word_t ram_bytes; /* buffers of the model at the start of the heap, where a compiled model has them before it */
} pf_table_header_t;

#define PF_MAX_ARGUMENTS 12

/* Makes a layer or an activation from the arguments of a record. */
typedef void *(*pf_constructor_t)(const pf_word_t *arguments);

/* Carries out the records behind the header. */
nnom_model_t *pf_table_create(const pf_table_header_t *header, const pf_word_t *records);

#endif
