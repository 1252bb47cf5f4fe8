#include "table/table.h"

#include "runtime/flash.h"
#include "runtime/memory.h"
#include "table/constructors.h"

/* Reads the table in flash word by word. */
typedef struct {
  const pf_word_t *next;
} pf_reader_t;

static pf_word_t read_word(pf_reader_t *reader) {
  pf_word_t word;
  pf_flash_copy(&word, reader->next++, sizeof word);
  return word;
}

static void *construct(pf_reader_t *reader, pf_word_t constructor) {
  pf_word_t arguments[PF_MAX_ARGUMENTS];
  const uint8_t count = read_word(reader);
  for (uint8_t i = 0; i < count; i++) {
    arguments[i] = read_word(reader);
  }
  return pf_op_registry[constructor](arguments);
}

/* One record; `layers` has what was made so far. */
static void carry_out(nnom_model_t *model, pf_reader_t *reader, pf_word_t verb, nnom_layer_t **layers) {
  const pf_word_t constructor = read_word(reader);
  const pf_word_t target = read_word(reader);
  void *made = construct(reader, constructor);
  const uint8_t input_count = read_word(reader);
  layers[target] = verb == PF_VERB_ACTIVE ? NULL : made;
  for (uint8_t i = 0; i < input_count; i++) {
    nnom_layer_t *input = layers[read_word(reader)];
    if (verb == PF_VERB_ACTIVE) {
      layers[target] = model->active(made, input);
    } else {
      model->hook(made, input);
    }
  }
}

nnom_model_t *pf_table_create(const pf_table_header_t *header, const pf_word_t *records) {
  static nnom_model_t model;
  nnom_layer_t *layers[header->layer_count];
  pf_reader_t reader = {records};
  new_model(&model);
  for (pf_word_t verb = read_word(&reader); verb != PF_VERB_END; verb = read_word(&reader)) {
    carry_out(&model, &reader, verb, layers);
  }
  nnom_layer_t *first = layers[read_word(&reader)];
  model_compile(&model, first, layers[read_word(&reader)]);
  return &model;
}
