/* Activations of 16-bit data, in place: NNoM has them behind the same constructors. */
#include "kernels/activation_tables.h"
#include "kernels/kernels.h"

/* Integer bits of the tables' index, one of them the sign. */
#define TABLE_INT_BITS 3

void relu_q15(int16_t *data, uint16_t size) {
  for (uint16_t i = 0; i < size; i++) {
    if (data[i] < 0) {
      data[i] = 0;
    }
  }
}

/* Between two entries of the table the line between them is taken; the last entry has no right neighbour. */
static int16_t interpolated(int16_t value, uint8_t shift, pf_flash_q15_t *table) {
  const uint8_t index = (uint8_t)(value >> shift);
  const int32_t left = table[index];
  if (index == 0x7F) {
    return (int16_t)left;
  }
  const int32_t one = (int32_t)1 << shift;
  const int32_t fraction = value & (one - 1);
  return (int16_t)(((one - fraction) * left + fraction * table[(uint8_t)(index + 1)]) >> shift);
}

void tanh_q15(int16_t *data, uint16_t size, int8_t int_bits) {
  for (uint16_t i = 0; i < size; i++) {
    data[i] = interpolated(data[i], 8 + TABLE_INT_BITS - int_bits, tanh_table_q15);
  }
}

void sigmoid_q15(int16_t *data, uint16_t size, int8_t int_bits) {
  for (uint16_t i = 0; i < size; i++) {
    data[i] = interpolated(data[i], 8 + TABLE_INT_BITS - int_bits, sigmoid_table_q15);
  }
}
