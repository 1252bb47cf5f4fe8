/* Widens one im2col column, in the order the dual multiplications want it. */
#include "arm_nnsupportfunctions.h"

void arm_s8_to_s16_unordered_with_offset(const int8_t *from, int16_t *to, int32_t length, int32_t offset) {
  int32_t left = length;
#if PF_DSP
  const uint32_t offset_pair = pf_pair(offset);
  for (; left >= 4; left -= 4) {
    const uint32_t word = pf_load_s8x4(from);
    pf_store_s16x2(to, pf_sxtab16(offset_pair, word));
    pf_store_s16x2(to + 2, pf_sxtab16_ror8(offset_pair, word));
    from += 4;
    to += 4;
  }
#endif
  for (; left > 0; left--) {
    *to++ = (int16_t)(*from++ + offset);
  }
}
