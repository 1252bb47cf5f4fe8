#include "kernels/reference/fixed_point.h"

int32_t pf_multiply_by_quantized_multiplier(int32_t x, int32_t multiplier, int32_t shift) {
  const int32_t left_shift = shift > 0 ? shift : 0;
  const int32_t right_shift = shift > 0 ? 0 : -shift;
  const int32_t scaled = (int32_t)((uint32_t)x << left_shift);
  return pf_rounding_divide_by_pot(pf_saturating_rounding_doubling_high_mul(scaled, multiplier), right_shift);
}
