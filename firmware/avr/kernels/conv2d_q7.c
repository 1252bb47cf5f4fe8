/* Convolution: weights in the order output channel, row, column, input channel. */
#include "kernels/kernels.h"
#include "kernels/saturate.h"
#include "kernels/window.h"

/* The sum of one output value without its bias. */
static nnom_sum_t window_sum(const pf_window_t *window, const pf_taps_t *rows, const pf_taps_t *columns,
                             pf_flash_q7_t *weights, const q7_t *input, nnom_sum_t sum) {
  const uint16_t channels = window->in.c;
  for (uint16_t m = rows->start; m < rows->end; m++) {
    const uint16_t row = rows->base + m * window->dilation.h;
    for (uint16_t n = columns->start; n < columns->end; n++) {
      const uint16_t column = columns->base + n * window->dilation.w;
      const q7_t *pixel = input + (row * window->in.w + column) * channels;
      pf_flash_q7_t *weight = weights + (m * window->kernel.w + n) * channels;
      for (uint16_t l = 0; l < channels; l++) {
        sum += pixel[l] * weight[l];
      }
    }
  }
  return sum;
}

void conv2d_q7(const pf_window_t *window, const pf_weights_t *w, const q7_t *input, q7_t *output) {
  const uint16_t filter_bytes = window->kernel.h * window->kernel.w * window->in.c;
  pf_flash_q7_t *weights = w->weights;
  for (uint16_t channel = 0; channel < window->out.c; channel++, weights += filter_bytes) {
    const uint16_t axis = channel * w->shift_step;
    const uint8_t shift = w->output_rshift[axis];
    const int32_t bias = w->bias == NULL ? 0 : shifted_left(w->bias[channel], w->bias_lshift[axis]);
    q7_t *out = output + channel;
    for (uint16_t y = 0; y < window->out.h; y++) {
      const pf_taps_t rows =
          taps_inside(y, window->stride.h, window->pad.h, window->kernel.h, window->dilation.h, window->in.h);
      for (uint16_t x = 0; x < window->out.w; x++, out += window->out.c) {
        const pf_taps_t columns =
            taps_inside(x, window->stride.w, window->pad.w, window->kernel.w, window->dilation.w, window->in.w);
        const nnom_sum_t sum =
            window_sum(window, &rows, &columns, weights, input, (nnom_sum_t)(bias + PF_ROUNDING(shift)));
        *out = saturate_q7(sum >> shift);
      }
    }
  }
}
