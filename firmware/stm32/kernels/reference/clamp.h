/* Limits of fused activations. */
#ifndef PREFLASH_CLAMP_H
#define PREFLASH_CLAMP_H

#include <stdint.h>

static inline int32_t pf_clamp(int32_t value, int32_t low, int32_t high) {
  const int32_t raised = value < low ? low : value;
  return raised > high ? high : raised;
}

/* Comparisons rather than fminf(), which is a library call on a Cortex-M4. */
static inline float pf_clamp_float(float value, float low, float high) {
  const float raised = value < low ? low : value;
  return raised > high ? high : raised;
}

#endif
