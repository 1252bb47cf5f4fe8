/*
 * Activation memory. Compiling a model walks it in the order it runs and gives each tensor a block that no tensor still
 * to be read lies in; a block becomes as large as the largest tensor that was in it.
 */
#ifndef PF_BLOCKS_H
#define PF_BLOCKS_H

#include "nnom.h"

/* A block of at least `bytes` with that many readers to come. Ends in pf_fail() when there are too many at a time. */
nnom_mem_block_t *block_take(nnom_mem_block_t *pool, size_t bytes, uint8_t owners);

/* One reader fewer. */
void block_release(nnom_mem_block_t *block);

/* Allocates all blocks as one piece; returns its size. */
size_t blocks_allocate(nnom_mem_block_t *pool);

#endif
