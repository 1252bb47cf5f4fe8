#include "runtime/blocks.h"

#include "preflash_io.h"
#include "runtime/memory.h"

nnom_mem_block_t *block_take(nnom_mem_block_t *pool, size_t bytes, uint8_t owners) {
  int i = 0;
  while (i < NNOM_BLOCK_NUM && pool[i].owners > 0) {
    i++;
  }
  if (i == NNOM_BLOCK_NUM) {
    NNOM_LOG("ERROR: more than %d tensors are alive at a time, enlarge NNOM_BLOCK_NUM\n", NNOM_BLOCK_NUM);
    pf_fail(PF_STATUS_BLOCKS, NNOM_BLOCK_NUM);
  }
  bytes = pf_align(bytes);
  if (bytes > pool[i].size) {
    pool[i].size = bytes;
  }
  pool[i].owners = owners;
  return &pool[i];
}

void block_release(nnom_mem_block_t *block) {
  if (block->owners > 0) {
    block->owners--;
  }
}

size_t blocks_allocate(nnom_mem_block_t *pool) {
  size_t total = 0;
  NNOM_LOG("Memory cost by each block:\n ");
  for (int i = 0; i < NNOM_BLOCK_NUM; i++) {
    NNOM_LOG("blk_%d:%u  ", i, (unsigned)pool[i].size);
    total += pool[i].size;
  }
  NNOM_LOG("\n Memory cost by network buffers: %lu bytes\n", (unsigned long)total);
  uint8_t *memory = nnom_mem(total);
  for (int i = 0; i < NNOM_BLOCK_NUM; i++) {
    pool[i].blk = memory;
    memory += pool[i].size;
  }
  return total;
}
