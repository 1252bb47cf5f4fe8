/* Receives pictures of digits by UART, 28 x 28 int8 each, and answers with the digit it sees. */
#include <stdio.h>

#include "board.h"
#include "runtime/runtime.h"
#include "stm32l475.h"

#define ARENA_BYTES (16u * 1024u)
#define DIGITS 10u
#define SETTLE_MS 100u

extern const uint8_t digits_model[];
extern const uint32_t digits_model_bytes;

static uint8_t arena[ARENA_BYTES] __attribute__((aligned(16)));
static pf_runtime_t runtime;
static pf_io_t tensors;

void Error_Handler(void) {
  for (;;) {
  }
}

/* The runtime gives up here. */
void pf_fail(uint32_t status, uint32_t layer) {
  printf("failed: status %lu in layer %lu\r\n", (unsigned long)status, (unsigned long)layer);
  Error_Handler();
}

static void start_cycle_counter(void) {
  CoreDebug_DEMCR |= CoreDebug_DEMCR_TRCENA;
  DWT->CYCCNT = 0;
  DWT->CTRL |= DWT_CTRL_CYCCNTENA;
}

static uint32_t largest(const int8_t *scores, uint32_t count) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; ++i) {
    best = scores[i] > scores[best] ? i : best;
  }
  return best;
}

static void receive_picture(void) {
  uart_receive(tensors.input[0].data, tensors.input[0].bytes);
  while (uart_received() < tensors.input[0].bytes) {
    __asm__ volatile("wfi");
  }
}

int main(void) {
  tick_init();
  SystemClock_Config();
  uart_init();
  start_cycle_counter();
  delay_ms(SETTLE_MS);
  const pf_status_t status = pf_init(&runtime, &tensors, digits_model, digits_model_bytes, arena, sizeof arena);
  if (status != PF_STATUS_OK) {
    pf_fail((uint32_t)status, tensors.status_layer);
  }
  for (;;) {
    printf("ready\r\n");
    receive_picture();
    const uint32_t start = DWT->CYCCNT;
    pf_invoke(&runtime);
    const uint32_t cycles = DWT->CYCCNT - start;
    printf("digit %lu, %lu cycles\r\n", (unsigned long)largest(tensors.output[0].data, DIGITS), (unsigned long)cycles);
  }
}
