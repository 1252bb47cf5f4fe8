/* Activations, in place. */
#include "kernels/activation_tables.h"
#include "kernels/kernels.h"

/* The tables have four integer bits, one of them the sign. */
#define TABLE_INT_BITS 3

void relu_q7(q7_t *data, uint16_t size) {
  for (uint16_t i = 0; i < size; i++) {
    if (data[i] < 0) {
      data[i] = 0;
    }
  }
}

void leaky_relu_q7(q7_t *data, uint16_t size, q7_t alpha) {
  for (uint16_t i = 0; i < size; i++) {
    if (data[i] < 0) {
      data[i] = (q7_t)(data[i] * alpha / 128);
    }
  }
}

/* With more integer bits than the tables have, next to everything is far out: what is not 0 becomes an extreme. */
static void extremes(q7_t *data, uint16_t size, q7_t negative) {
  for (uint16_t i = 0; i < size; i++) {
    if (data[i] > 0) {
      data[i] = 127;
    } else if (data[i] < 0) {
      data[i] = negative;
    }
  }
}

void tanh_q7(q7_t *data, uint16_t size, int8_t int_bits) {
  if (int_bits > TABLE_INT_BITS) {
    extremes(data, size, -128);
    return;
  }
  const uint8_t shift = TABLE_INT_BITS - int_bits;
  for (uint16_t i = 0; i < size; i++) {
    data[i] = tanh_table[(uint8_t)(data[i] >> shift)];
  }
}

void sigmoid_q7(q7_t *data, uint16_t size, int8_t int_bits) {
  if (int_bits > TABLE_INT_BITS) {
    extremes(data, size, 0);
    return;
  }
  const uint8_t shift = TABLE_INT_BITS - int_bits;
  for (uint16_t i = 0; i < size; i++) {
    data[i] = sigmoid_table[(uint8_t)(data[i] >> shift)];
  }
}

void hard_tanh_q7(q7_t *data, uint16_t size, int8_t dec_bits) {
  const int16_t limit = (int16_t)1 << dec_bits;
  const int8_t int_bits = 7 - dec_bits;
  if (int_bits == 0) {
    return;
  }
  for (uint16_t i = 0; i < size; i++) {
    if (data[i] <= -limit) {
      data[i] = -128;
    } else if (data[i] >= limit) {
      data[i] = 127;
    } else {
      data[i] = int_bits > 0 ? (q7_t)(data[i] * (1 << int_bits)) : data[i] >> -int_bits;
    }
  }
}

/* 0.2 x + 0.5, from 0 at -2.5 to 1 at 2.5. */
void hard_sigmoid_q7(q7_t *data, uint16_t size, int8_t dec_bits) {
  const int16_t limit = (int16_t)((5 << dec_bits) / 2 - 1);
  for (uint16_t i = 0; i < size; i++) {
    if (data[i] <= -limit) {
      data[i] = 0;
    } else if (data[i] >= limit) {
      data[i] = 127;
    } else {
      data[i] = (q7_t)(((data[i] * 26) >> dec_bits) + 64);
    }
  }
}
