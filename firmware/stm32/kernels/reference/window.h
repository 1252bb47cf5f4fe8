/* How a window moves over an image. */
#ifndef PREFLASH_KERNEL_WINDOW_H
#define PREFLASH_KERNEL_WINDOW_H

#include <stdint.h>

typedef struct {
  int32_t stride_h;
  int32_t stride_w;
  int32_t dilation_h;
  int32_t dilation_w;
  int32_t pad_top;
  int32_t pad_left;
} pf_window_t;

#endif
