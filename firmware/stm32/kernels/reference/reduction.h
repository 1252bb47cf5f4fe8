/* Walking a tensor of which some dimensions are reduced to one element. */
#ifndef PREFLASH_KERNEL_REDUCTION_H
#define PREFLASH_KERNEL_REDUCTION_H

#include <stdbool.h>
#include <stdint.h>

#define PF_REDUCTION_MAX_RANK 4

typedef struct {
  int32_t rank;
  int32_t dims[PF_REDUCTION_MAX_RANK]; /* of the input */
  int32_t axis_count;
  int32_t axes[PF_REDUCTION_MAX_RANK]; /* reduced dimensions, each once */
  uint32_t output_count;
  uint32_t elements_per_output;
} pf_reduction_t;

/* Position of an element of the input. */
int32_t pf_input_offset(const pf_reduction_t *reduction, const int32_t *index);

/* Position of the output that an element of the input counts for. */
int32_t pf_reduced_offset(const pf_reduction_t *reduction, const int32_t *index);

/* Moves `index` to the next element of the input, last dimension first; false after the last one. */
bool pf_next_index(const pf_reduction_t *reduction, int32_t *index);

#endif
