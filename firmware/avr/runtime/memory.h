/*
 * Memory of a model. The functions that allocate are inlined into every constructor, as NNoM writes them out in each:
 * so the flash a network takes is what it takes with NNoM.
 */
#ifndef PF_MEMORY_H
#define PF_MEMORY_H

#include <stdlib.h>
#include <string.h>

#include "nnom.h"
#include "preflash_io.h"

#define PF_ALWAYS_INLINE static inline __attribute__((always_inline))

/* Sizes are rounded up to this everywhere, as NNoM does. */
#define PF_ALIGNMENT 4u

/* Bytes handed out by nnom_mem(). */
extern size_t pf_memory_taken;

PF_ALWAYS_INLINE size_t pf_align(size_t bytes) {
  return (bytes + PF_ALIGNMENT - 1u) & ~(size_t)(PF_ALIGNMENT - 1u);
}

/* Memory set to zero, never given back: a model lives as long as the firmware. Ends in pf_fail() when there is none. */
PF_ALWAYS_INLINE void *nnom_mem(size_t bytes) {
  bytes = pf_align(bytes);
  void *memory = malloc(bytes);
  if (memory == NULL) {
    NNOM_LOG("ERROR: No enough memory, required %u bytes more\n", (unsigned)bytes);
    pf_fail(PF_STATUS_NO_HEAP, bytes);
  }
  pf_memory_taken += bytes;
  return memset(memory, 0, bytes);
}

#endif
