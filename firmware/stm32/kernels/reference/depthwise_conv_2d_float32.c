#include <stdbool.h>
#include <stddef.h>

#include "kernels/reference/clamp.h"
#include "kernels/reference/depthwise_conv_2d.h"

void pf_reference_depthwise_conv_2d_float32(const pf_conv_float32_t *conv, const pf_shape4_t *input_shape,
                                            const float *input, const pf_shape4_t *filter_shape, const float *filter,
                                            const float *bias, const pf_shape4_t *output_shape, float *output) {
  const pf_window_t *window = &conv->window;
  const int32_t depth_multiplier = output_shape->dims[3] / input_shape->dims[3];
  for (int32_t batch = 0; batch < output_shape->dims[0]; ++batch) {
    for (int32_t out_y = 0; out_y < output_shape->dims[1]; ++out_y) {
      for (int32_t out_x = 0; out_x < output_shape->dims[2]; ++out_x) {
        for (int32_t in_channel = 0; in_channel < input_shape->dims[3]; ++in_channel) {
          for (int32_t repeat = 0; repeat < depth_multiplier; ++repeat) {
            const int32_t out_channel = repeat + in_channel * depth_multiplier;
            const int32_t origin_y = out_y * window->stride_h - window->pad_top;
            const int32_t origin_x = out_x * window->stride_w - window->pad_left;
            float sum = 0.0f;
            for (int32_t filter_y = 0; filter_y < filter_shape->dims[1]; ++filter_y) {
              for (int32_t filter_x = 0; filter_x < filter_shape->dims[2]; ++filter_x) {
                const int32_t in_y = origin_y + window->dilation_h * filter_y;
                const int32_t in_x = origin_x + window->dilation_w * filter_x;
                const bool inside =
                    in_x >= 0 && in_x < input_shape->dims[2] && in_y >= 0 && in_y < input_shape->dims[1];
                if (inside) {
                  const float value = input[pf_offset(input_shape, batch, in_y, in_x, in_channel)];
                  const float weight = filter[pf_offset(filter_shape, 0, filter_y, filter_x, out_channel)];
                  sum += value * weight;
                }
              }
            }
            if (bias != NULL) {
              sum += bias[out_channel];
            }
            output[pf_offset(output_shape, batch, out_y, out_x, out_channel)] =
                pf_clamp_float(sum, conv->activation_min, conv->activation_max);
          }
        }
      }
    }
  }
}
