/*
 * What hardware measurement H2 timed: between two reads of a timer, one image is copied in, the model runs, and the
 * largest output is looked for.
 */
#include <stdio.h>
#include <string.h>

#include "application/model.h"

pf_io_t h2_io;
static int8_t image[784];
static volatile uint8_t label;

void pf_fail(uint16_t status, uint16_t detail) {
  (void)status;
  (void)detail;
  for (;;) {
  }
}

static int discard(char character, FILE *stream) {
  (void)character;
  (void)stream;
  return 0;
}

static FILE no_log = FDEV_SETUP_STREAM(discard, NULL, _FDEV_SETUP_WRITE);

__attribute__((noinline, noclone)) void h2_classify(nnom_model_t *model) {
  int8_t *input = (int8_t *)(uint16_t)h2_io.input[0].data;
  const int8_t *output = (const int8_t *)(uint16_t)h2_io.output[0].data;
  memcpy(input, image, sizeof image);
  model_run(model);
  uint8_t best = 0;
  for (uint8_t i = 1; i < 10; i++) {
    if (output[i] > output[best]) {
      best = i;
    }
  }
  label = best;
}

int main(void) {
  stdout = &no_log;
  /* The background of a standardised image, with ink in the middle: Q4.3. */
  memset(image, -3, sizeof image);
  memset(image + 300, 22, 180);
  nnom_model_t *model = pf_create_model(&h2_io);
  h2_classify(model);
  printf("%u\n", label);
  return label;
}
