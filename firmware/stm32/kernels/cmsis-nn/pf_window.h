/* Where a pooling or depthwise window meets its input. */
#ifndef PF_WINDOW_H
#define PF_WINDOW_H

#include "arm_nnsupportfunctions.h"

/* Positions start <= k < end of a filter lie inside an input of `length` when the filter's first position is at
 * `origin`, which padding makes negative. Empty when start >= end. */
typedef struct {
  int32_t start;
  int32_t end;
} pf_span_t;

PF_INLINE pf_span_t pf_window(int32_t origin, int32_t filter_length, int32_t length) {
  const pf_span_t span = {pf_max(0, -origin), pf_min(filter_length, length - origin)};
  return span;
}

/* The same for positions `dilation` apart. */
PF_INLINE pf_span_t pf_dilated_window(int32_t origin, int32_t filter_length, int32_t length, int32_t dilation) {
  const int32_t before = pf_max(0, -origin);
  const int32_t room = pf_max(0, length - origin);
  const pf_span_t span = {(before + dilation - 1) / dilation,
                          pf_min(filter_length, (room + dilation - 1) / dilation)};
  return span;
}

#endif
