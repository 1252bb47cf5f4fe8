/* Pooling over the part of a window that lies inside the image. */
#include "kernels/kernels.h"
#include "kernels/saturate.h"
#include "kernels/window.h"

/* Rows and columns of the image under the window of one output position. */
typedef struct {
  pf_taps_t rows;
  pf_taps_t columns;
} pf_area_t;

static pf_area_t area_at(const pf_window_t *window, uint16_t y, uint16_t x) {
  const pf_area_t area = {
      taps_inside(y, window->stride.h, window->pad.h, window->kernel.h, 1, window->in.h),
      taps_inside(x, window->stride.w, window->pad.w, window->kernel.w, 1, window->in.w),
  };
  return area;
}

static const q7_t *pixel(const pf_window_t *window, const q7_t *input, uint16_t row, uint16_t column) {
  return input + (row * window->in.w + column) * window->in.c;
}

static q7_t largest(const pf_window_t *window, const pf_area_t *area, const q7_t *input) {
  q7_t max = INT8_MIN;
  for (uint16_t m = area->rows.start; m < area->rows.end; m++) {
    for (uint16_t n = area->columns.start; n < area->columns.end; n++) {
      const q7_t value = *pixel(window, input, area->rows.base + m, area->columns.base + n);
      if (value > max) {
        max = value;
      }
    }
  }
  return max;
}

static nnom_sum_t total(const pf_window_t *window, const pf_area_t *area, const q7_t *input) {
  nnom_sum_t sum = 0;
  for (uint16_t m = area->rows.start; m < area->rows.end; m++) {
    for (uint16_t n = area->columns.start; n < area->columns.end; n++) {
      sum += *pixel(window, input, area->rows.base + m, area->columns.base + n);
    }
  }
  return sum;
}

void max_pool_q7(const pf_window_t *window, const q7_t *input, q7_t *output) {
  for (uint16_t y = 0; y < window->out.h; y++) {
    for (uint16_t x = 0; x < window->out.w; x++) {
      const pf_area_t area = area_at(window, y, x);
      for (uint16_t channel = 0; channel < window->out.c; channel++) {
        *output++ = largest(window, &area, input + channel);
      }
    }
  }
}

void avg_pool_q7(const pf_window_t *window, uint8_t output_shift, const q7_t *input, q7_t *output) {
  for (uint16_t y = 0; y < window->out.h; y++) {
    for (uint16_t x = 0; x < window->out.w; x++) {
      const pf_area_t area = area_at(window, y, x);
      const uint16_t count = (area.rows.end - area.rows.start) * (area.columns.end - area.columns.start);
      for (uint16_t channel = 0; channel < window->out.c; channel++) {
        *output++ = (q7_t)(total(window, &area, input + channel) / (nnom_sum_t)(count >> output_shift));
      }
    }
  }
}

/* The smallest shift after which no sum is beyond 127. */
static uint8_t shift_for(const int32_t *sums, uint16_t count) {
  int32_t max = 0;
  for (uint16_t i = 0; i < count; i++) {
    const int32_t size = sums[i] < 0 ? -sums[i] : sums[i];
    if (size > max) {
      max = size;
    }
  }
  uint8_t shift = 0;
  while ((max >> shift) > INT8_MAX) {
    shift++;
  }
  return shift;
}

void sum_pool_q7(const pf_window_t *window, const q7_t *input, int32_t *sums, q7_t *output) {
  uint16_t count = 0;
  for (uint16_t y = 0; y < window->out.h; y++) {
    for (uint16_t x = 0; x < window->out.w; x++) {
      const pf_area_t area = area_at(window, y, x);
      for (uint16_t channel = 0; channel < window->out.c; channel++) {
        sums[count++] = total(window, &area, input + channel);
      }
    }
  }
  const uint8_t shift = shift_for(sums, count);
  for (uint16_t i = 0; i < count; i++) {
    output[i] = (q7_t)(sums[i] >> shift);
  }
}
