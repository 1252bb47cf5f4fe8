#include "runtime/arena.h"

#include <stddef.h>

#define PERSISTENT_ALIGNMENT 8u

static uint32_t round_up(uint32_t value, uint32_t alignment) { return (value + alignment - 1) / alignment * alignment; }

static uint32_t free_bytes(const pf_arena_t *arena) {
  const uint32_t room = (uint32_t)(arena->persistent - arena->start);
  return arena->head_bytes < room ? room - arena->head_bytes : 0;
}

pf_arena_t pf_arena(void *memory, uint32_t bytes) {
  uint8_t *const begin = memory;
  const uint32_t misaligned = (uint32_t)((uintptr_t)begin % PF_BUFFER_ALIGNMENT);
  const uint32_t skipped = misaligned == 0 ? 0 : PF_BUFFER_ALIGNMENT - misaligned;
  const uint32_t usable = bytes < skipped ? 0 : (bytes - skipped) / PF_BUFFER_ALIGNMENT * PF_BUFFER_ALIGNMENT;
  uint8_t *const start = begin + skipped;
  return (pf_arena_t){.start = start, .end = start + usable, .persistent = start + usable, .head_bytes = 0};
}

void *pf_arena_persistent(pf_arena_t *arena, uint32_t bytes) {
  const uint32_t rounded = round_up(bytes, PERSISTENT_ALIGNMENT);
  if (rounded < bytes || rounded > free_bytes(arena)) {
    return NULL;
  }
  arena->persistent -= rounded;
  return arena->persistent;
}

void *pf_arena_head(pf_arena_t *arena, uint32_t bytes) {
  if (bytes > arena->head_bytes) {
    arena->head_bytes = bytes;
  }
  return bytes > (uint32_t)(arena->persistent - arena->start) ? NULL : arena->start;
}

uint32_t pf_arena_used_bytes(const pf_arena_t *arena) {
  return arena->head_bytes + (uint32_t)(arena->end - arena->persistent);
}
