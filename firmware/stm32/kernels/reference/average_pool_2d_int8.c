#include "kernels/reference/clamp.h"
#include "kernels/reference/pool_2d.h"

/* Nearest integer to sum / count, ties away from zero. */
static int32_t rounded_mean(int32_t sum, int32_t count) {
  return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
}

void pf_reference_average_pool_2d_int8(const pf_pool_int8_t *pool, const pf_shape4_t *input_shape,
                                       const int8_t *input, const pf_shape4_t *output_shape, int8_t *output) {
  const pf_window_t *window = &pool->window;
  for (int32_t batch = 0; batch < output_shape->dims[0]; ++batch) {
    for (int32_t out_y = 0; out_y < output_shape->dims[1]; ++out_y) {
      for (int32_t out_x = 0; out_x < output_shape->dims[2]; ++out_x) {
        for (int32_t channel = 0; channel < output_shape->dims[3]; ++channel) {
          const int32_t origin_y = out_y * window->stride_h - window->pad_top;
          const int32_t origin_x = out_x * window->stride_w - window->pad_left;
          const pf_span_t rows = pf_span_inside(origin_y, pool->filter_h, input_shape->dims[1]);
          const pf_span_t columns = pf_span_inside(origin_x, pool->filter_w, input_shape->dims[2]);
          int32_t sum = 0;
          int32_t count = 0;
          for (int32_t y = rows.from; y < rows.to; ++y) {
            for (int32_t x = columns.from; x < columns.to; ++x) {
              sum += input[pf_offset(input_shape, batch, origin_y + y, origin_x + x, channel)];
              ++count;
            }
          }
          output[pf_offset(output_shape, batch, out_y, out_x, channel)] =
              (int8_t)pf_clamp(rounded_mean(sum, count), pool->activation_min, pool->activation_max);
        }
      }
    }
  }
}
