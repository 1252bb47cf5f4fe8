/* max(x, 0) */
#include "arm_nnfunctions.h"

void arm_relu_q7(int8_t *data, uint16_t size) {
  for (uint16_t i = 0; i < size; i++) {
    if (data[i] < 0) {
      data[i] = 0;
    }
  }
}
