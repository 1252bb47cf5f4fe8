/* Depthwise convolution: weights in the order row, column, output channel. */
#include "kernels/kernels.h"
#include "kernels/saturate.h"
#include "kernels/window.h"

/* One output value; sums stay in 32 bits here in NNoM too. */
static int32_t window_sum(const pf_window_t *window, const pf_taps_t *rows, const pf_taps_t *columns,
                          pf_flash_q7_t *weights, const q7_t *input, int32_t sum) {
  for (uint16_t m = rows->start; m < rows->end; m++) {
    const uint16_t row = rows->base + m * window->dilation.h;
    for (uint16_t n = columns->start; n < columns->end; n++) {
      const uint16_t column = columns->base + n * window->dilation.w;
      sum += input[(row * window->in.w + column) * window->in.c] *
             weights[(m * window->kernel.w + n) * window->out.c];
    }
  }
  return sum;
}

void dw_conv2d_q7(const pf_window_t *window, const pf_weights_t *w, const q7_t *input, q7_t *output) {
  const uint16_t multiplier = window->out.c / window->in.c;
  for (uint16_t y = 0; y < window->out.h; y++) {
    const pf_taps_t rows =
        taps_inside(y, window->stride.h, window->pad.h, window->kernel.h, window->dilation.h, window->in.h);
    for (uint16_t x = 0; x < window->out.w; x++) {
      const pf_taps_t columns =
          taps_inside(x, window->stride.w, window->pad.w, window->kernel.w, window->dilation.w, window->in.w);
      for (uint16_t channel = 0; channel < window->out.c; channel++) {
        const uint16_t axis = channel * w->shift_step;
        const uint8_t shift = w->output_rshift[axis];
        const int32_t bias = w->bias == NULL ? 0 : shifted_left(w->bias[channel], w->bias_lshift[axis]);
        const int32_t sum = window_sum(window, &rows, &columns, w->weights + channel, input + channel / multiplier,
                                       bias + PF_ROUNDING(shift));
        *output++ = saturate_q7(sum >> shift);
      }
    }
  }
}
