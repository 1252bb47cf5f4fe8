/* Maximum and average over windows of NHWC tensors. Padding never takes part. */
#ifndef PREFLASH_KERNEL_POOL_2D_H
#define PREFLASH_KERNEL_POOL_2D_H

#include "kernels/reference/shape.h"
#include "kernels/reference/window.h"

typedef struct {
  pf_window_t window; /* dilation 1 */
  int32_t filter_h;
  int32_t filter_w;
  int32_t activation_min;
  int32_t activation_max;
} pf_pool_int8_t;

typedef struct {
  pf_window_t window; /* dilation 1 */
  int32_t filter_h;
  int32_t filter_w;
  float activation_min;
  float activation_max;
} pf_pool_float32_t;

void pf_reference_max_pool_2d_int8(const pf_pool_int8_t *pool, const pf_shape4_t *input_shape, const int8_t *input,
                                   const pf_shape4_t *output_shape, int8_t *output);

void pf_reference_max_pool_2d_float32(const pf_pool_float32_t *pool, const pf_shape4_t *input_shape,
                                      const float *input, const pf_shape4_t *output_shape, float *output);

/* The mean is rounded to nearest, ties away from zero. */
void pf_reference_average_pool_2d_int8(const pf_pool_int8_t *pool, const pf_shape4_t *input_shape,
                                       const int8_t *input, const pf_shape4_t *output_shape, int8_t *output);

void pf_reference_average_pool_2d_float32(const pf_pool_float32_t *pool, const pf_shape4_t *input_shape,
                                          const float *input, const pf_shape4_t *output_shape, float *output);

/* The part of a window that lies inside the image, in window coordinates: [from, to). */
typedef struct {
  int32_t from;
  int32_t to;
} pf_span_t;

/* Span of a window of `filter` elements whose first one is at `origin` of an axis of `size` elements. */
static inline pf_span_t pf_span_inside(int32_t origin, int32_t filter, int32_t size) {
  const int32_t room = size - origin;
  return (pf_span_t){.from = origin < 0 ? -origin : 0, .to = filter < room ? filter : room};
}

#endif
