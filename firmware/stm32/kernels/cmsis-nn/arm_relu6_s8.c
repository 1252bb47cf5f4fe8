/* min(max(x, 0), 6) */
#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

void arm_relu6_s8(int8_t *data, uint16_t size) {
  for (uint16_t i = 0; i < size; i++) {
    data[i] = (int8_t)pf_clamp(data[i], 0, 6);
  }
}
