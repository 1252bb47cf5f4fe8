#ifndef PF_SATURATE_H
#define PF_SATURATE_H

#include "nnom.h"

/* What is added before a shift to the right, so that it rounds as the port asks. */
#ifdef NNOM_TRUNCATE
#define PF_ROUNDING(shift) 0
#else
#define PF_ROUNDING(shift) (((int32_t)1 << (shift)) >> 1)
#endif

/* A bias in the format of the sums. */
static inline int32_t shifted_left(q7_t bias, uint8_t shift) {
  return (int32_t)((uint32_t)(int32_t)bias << shift);
}

/* The nearest q7. */
static inline q7_t saturate_q7(int32_t value) {
  if (value < INT8_MIN) {
    return INT8_MIN;
  }
  return value > INT8_MAX ? INT8_MAX : (q7_t)value;
}

#endif
