#include "kernels/reference/reduction.h"

static bool is_reduced(const pf_reduction_t *reduction, int32_t dimension) {
  for (int32_t i = 0; i < reduction->axis_count; ++i) {
    if (reduction->axes[i] == dimension) {
      return true;
    }
  }
  return false;
}

int32_t pf_input_offset(const pf_reduction_t *reduction, const int32_t *index) {
  int32_t offset = 0;
  for (int32_t i = 0; i < reduction->rank; ++i) {
    offset = offset * reduction->dims[i] + index[i];
  }
  return offset;
}

int32_t pf_reduced_offset(const pf_reduction_t *reduction, const int32_t *index) {
  int32_t offset = 0;
  for (int32_t i = 0; i < reduction->rank; ++i) {
    if (!is_reduced(reduction, i)) {
      offset = offset * reduction->dims[i] + index[i];
    }
  }
  return offset;
}

bool pf_next_index(const pf_reduction_t *reduction, int32_t *index) {
  for (int32_t i = reduction->rank - 1; i >= 0; --i) {
    if (++index[i] < reduction->dims[i]) {
      return true;
    }
    index[i] = 0;
  }
  return false;
}
