#include "kernels/reference/clamp.h"
#include "kernels/reference/pool_2d.h"

void pf_reference_average_pool_2d_float32(const pf_pool_float32_t *pool, const pf_shape4_t *input_shape,
                                          const float *input, const pf_shape4_t *output_shape, float *output) {
  const pf_window_t *window = &pool->window;
  for (int32_t batch = 0; batch < output_shape->dims[0]; ++batch) {
    for (int32_t out_y = 0; out_y < output_shape->dims[1]; ++out_y) {
      for (int32_t out_x = 0; out_x < output_shape->dims[2]; ++out_x) {
        for (int32_t channel = 0; channel < output_shape->dims[3]; ++channel) {
          const int32_t origin_y = out_y * window->stride_h - window->pad_top;
          const int32_t origin_x = out_x * window->stride_w - window->pad_left;
          const pf_span_t rows = pf_span_inside(origin_y, pool->filter_h, input_shape->dims[1]);
          const pf_span_t columns = pf_span_inside(origin_x, pool->filter_w, input_shape->dims[2]);
          float sum = 0.0f;
          float count = 0.0f;
          for (int32_t y = rows.from; y < rows.to; ++y) {
            for (int32_t x = columns.from; x < columns.to; ++x) {
              sum += input[pf_offset(input_shape, batch, origin_y + y, origin_x + x, channel)];
              count += 1.0f;
            }
          }
          output[pf_offset(output_shape, batch, out_y, out_x, channel)] =
              pf_clamp_float(sum / count, pool->activation_min, pool->activation_max);
        }
      }
    }
  }
}
