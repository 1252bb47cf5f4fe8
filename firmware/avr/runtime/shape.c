#include "nnom.h"

nnom_3d_shape_t shape(size_t h, size_t w, size_t c) {
  const nnom_3d_shape_t s = {h, w, c};
  return s;
}

nnom_3d_shape_t kernel(size_t h, size_t w) {
  return shape(h, w, 1);
}

nnom_3d_shape_t stride(size_t h, size_t w) {
  return shape(h, w, 1);
}

nnom_3d_shape_t dilation(size_t h, size_t w) {
  return shape(h, w, 1);
}

nnom_border_t border(size_t top, size_t bottom, size_t left, size_t right) {
  const nnom_border_t b = {top, bottom, left, right};
  return b;
}
