/*
 * The bench program: int8 convolution and dense layer on made-up data, as ARMv6-M code that every Cortex-M simulator
 * executes. Ends with semihosting SYS_EXIT; the checksum stays in `result` so that the work cannot be optimised away.
 */
#include <stdint.h>

enum { SIDE = 28, KERNEL = 3, FILTERS = 12, OUT = SIDE - KERNEL + 1, CLASSES = 10, POOLED = OUT / 2 };

static int8_t image[SIDE * SIDE], filters[FILTERS * KERNEL * KERNEL], conv[OUT * OUT * FILTERS];
static int8_t pooled[POOLED * POOLED * FILTERS], weights[CLASSES];
volatile int32_t result;
extern uint32_t __stack_top;

static int8_t next_value(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return (int8_t)(*state >> 24);
}

static int8_t saturate(int32_t value) { return value > 127 ? 127 : value < -128 ? -128 : (int8_t)value; }

static void convolve(void) {
  for (int y = 0; y < OUT; y++)
    for (int x = 0; x < OUT; x++)
      for (int f = 0; f < FILTERS; f++) {
        int32_t sum = 0;
        for (int ky = 0; ky < KERNEL; ky++)
          for (int kx = 0; kx < KERNEL; kx++)
            sum += image[(y + ky) * SIDE + x + kx] * filters[(f * KERNEL + ky) * KERNEL + kx];
        conv[(y * OUT + x) * FILTERS + f] = saturate(sum >> 7);
      }
}

static void pool(void) {
  for (int y = 0; y < POOLED; y++)
    for (int x = 0; x < POOLED; x++)
      for (int f = 0; f < FILTERS; f++) {
        int8_t most = -128;
        for (int i = 0; i < 4; i++) {
          int8_t value = conv[((2 * y + i / 2) * OUT + 2 * x + i % 2) * FILTERS + f];
          if (value > most) most = value;
        }
        pooled[(y * POOLED + x) * FILTERS + f] = most;
      }
}

static int32_t classify(void) {
  int32_t best = 0;
  for (int c = 0; c < CLASSES; c++) {
    int32_t sum = 0;
    for (int i = 0; i < POOLED * POOLED * FILTERS; i++) sum += pooled[i] * weights[(i + c) % CLASSES];
    if (sum > best) best = sum;
  }
  return best;
}

static void finish(void) {
  register uint32_t operation __asm__("r0") = 0x18; /* SYS_EXIT */
  register uint32_t reason __asm__("r1") = 0x20026; /* ADP_Stopped_ApplicationExit */
  __asm__ volatile("bkpt 0xab" : : "r"(operation), "r"(reason) : "memory");
  for (;;) {
  }
}

void reset_handler(void) {
  uint32_t state = 1;
  for (int i = 0; i < SIDE * SIDE; i++) image[i] = next_value(&state);
  for (int i = 0; i < (int)sizeof filters; i++) filters[i] = next_value(&state);
  for (int i = 0; i < CLASSES; i++) weights[i] = next_value(&state);
  for (int round = 0; round < ROUNDS; round++) {
    image[round % sizeof image] ^= 1;
    convolve();
    pool();
    result += classify();
  }
  finish();
}

__attribute__((section(".vectors"), used)) static const void *const vectors[] = {&__stack_top, reset_handler};
