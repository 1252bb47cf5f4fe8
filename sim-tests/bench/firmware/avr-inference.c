/*
 * An int8 network as it runs on an 8-bit part, for ever: a convolution, max pooling and a dense layer on an 8x8 image,
 * with weights in flash. No peripherals: every simulator runs it as it is.
 */
#include <avr/pgmspace.h>
#include <stdint.h>

enum { SIDE = 8, FILTERS = 4, POOLED = 3, OUTPUTS = 10 };

static const int8_t kernel[FILTERS][9] PROGMEM = {
    {3, -7, 12, 5, -2, 9, -11, 4, 6}, {-5, 8, 1, -9, 14, 2, 7, -3, -6},
    {10, -4, -8, 6, 3, -12, 5, 9, 1}, {-2, 11, -7, 4, -6, 8, -1, 13, -10}};

static int8_t image[SIDE][SIDE];
static int8_t maps[SIDE - 2][SIDE - 2][FILTERS];
static int8_t pooled[POOLED * POOLED * FILTERS];
volatile int8_t result;

static int8_t narrow(int16_t sum) {
  sum >>= 5;
  return sum < 0 ? 0 : sum > 127 ? 127 : (int8_t)sum;
}

static void convolve(void) {
  for (uint8_t y = 0; y < SIDE - 2; y++)
    for (uint8_t x = 0; x < SIDE - 2; x++)
      for (uint8_t f = 0; f < FILTERS; f++) {
        int16_t sum = 0;
        for (uint8_t k = 0; k < 9; k++)
          sum += (int8_t)pgm_read_byte(&kernel[f][k]) * image[y + k / 3][x + k % 3];
        maps[y][x][f] = narrow(sum);
      }
}

static void pool(void) {
  int8_t *out = pooled;
  for (uint8_t y = 0; y < POOLED; y++)
    for (uint8_t x = 0; x < POOLED; x++)
      for (uint8_t f = 0; f < FILTERS; f++) {
        int8_t most = -128;
        for (uint8_t k = 0; k < 4; k++) {
          const int8_t value = maps[2 * y + k / 2][2 * x + k % 2][f];
          if (value > most) most = value;
        }
        *out++ = most;
      }
}

static int8_t classify(void) {
  int8_t best = 0;
  int16_t most = INT16_MIN;
  for (int8_t o = 0; o < OUTPUTS; o++) {
    int16_t sum = 0;
    for (uint8_t i = 0; i < sizeof pooled; i++) sum += (int8_t)(o * 37 + i * 11) * (pooled[i] >> 1);
    if (sum > most) {
      most = sum;
      best = o;
    }
  }
  return best;
}

int main(void) {
  for (uint8_t round = 0;; round++) {
    for (uint8_t i = 0; i < SIDE * SIDE; i++) image[i / SIDE][i % SIDE] = (int8_t)(i * round);
    convolve();
    pool();
    result = classify();
  }
}
