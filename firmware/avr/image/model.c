/* The model of an image that was built without one: a table behind the image, at pf_model. */
#include <stdlib.h>

#include "application/model.h"
#include "runtime/flash.h"
#include "table/table.h"

/* From the linker script: addresses, not objects. */
extern const char pf_model[];
extern char __heap_start[];

static void describe(pf_buffer_t *buffer, pf_word_t data, pf_word_t bytes) {
  buffer->data = PF_DATA_ADDRESS(data);
  buffer->bytes = bytes;
}

nnom_model_t *pf_create_model(pf_io_t *io) {
  pf_table_header_t header;
  pf_flash_copy(&header, pf_model, sizeof header);
  __malloc_heap_start = __heap_start + header.ram_bytes;
  io->input_count = 1;
  describe(&io->input[0], header.input, header.input_bytes);
  io->output_count = 1;
  describe(&io->output[0], header.output, header.output_bytes);
  return pf_table_create(&header, (const pf_word_t *)(pf_model + sizeof header));
}
