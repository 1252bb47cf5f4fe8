/* Which part of a kernel lies inside the image. */
#ifndef PF_WINDOW_H
#define PF_WINDOW_H

#include <stdint.h>

/* Kernel taps from `start` up to, not including, `end` read the image; tap t reads position `base + t * dilation`. */
typedef struct {
  int16_t base;
  uint16_t start;
  uint16_t end;
} pf_taps_t;

static inline pf_taps_t taps_inside(uint16_t out_position, uint16_t stride, uint16_t pad, uint16_t kernel,
                                    uint16_t dilation, uint16_t image) {
  pf_taps_t taps = {.base = (int16_t)(out_position * stride - pad), .start = 0, .end = kernel};
  while (taps.start < taps.end && taps.base + (int16_t)(taps.start * dilation) < 0) {
    taps.start++;
  }
  while (taps.end > taps.start && taps.base + (int16_t)((taps.end - 1u) * dilation) >= (int16_t)image) {
    taps.end--;
  }
  return taps;
}

#endif
