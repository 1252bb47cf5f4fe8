/* One inference after the other, on whatever pf_receive_inputs() is handed. */
#include <stdio.h>

#include "application/model.h"
#include "runtime/no_inline.h"

pf_io_t pf_io = {.magic = PF_IO_MAGIC, .version = PF_IO_VERSION};

/* The log of compiling a model goes nowhere; an application gives stdout a UART of its own. */
static int discard(char character, FILE *stream) {
  (void)character;
  (void)stream;
  return 0;
}

static FILE no_log = FDEV_SETUP_STREAM(discard, NULL, _FDEV_SETUP_WRITE);

PF_NO_INLINE void pf_receive_inputs(pf_io_t *io) {
  __asm__ volatile("" : : "r"(io) : "memory");
}

PF_NO_INLINE void pf_send_outputs(pf_io_t *io) {
  __asm__ volatile("" : : "r"(io) : "memory");
}

/* The region of interest. */
PF_NO_INLINE nnom_status_t pf_invoke(nnom_model_t *model) {
  return model_run(model);
}

PF_NO_INLINE void pf_fail(uint16_t status, uint16_t detail) {
  pf_io.status = status;
  pf_io.status_detail = detail;
  for (;;) {
    __asm__ volatile("" : : : "memory");
  }
}

int main(void) {
  stdout = &no_log;
  nnom_model_t *model = pf_create_model(&pf_io);
  for (;;) {
    pf_receive_inputs(&pf_io);
    if (pf_invoke(model) != NN_SUCCESS) {
      pf_fail(PF_STATUS_RUN, 0);
    }
    pf_send_outputs(&pf_io);
  }
}
