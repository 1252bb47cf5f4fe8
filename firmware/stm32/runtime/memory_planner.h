/* Greedy offline memory planner: where buffers go whose lifetimes are known. */
#ifndef PREFLASH_MEMORY_PLANNER_H
#define PREFLASH_MEMORY_PLANNER_H

#include <stdbool.h>
#include <stdint.h>

/* A buffer that is needed from operator `first_use` to operator `last_use`, both included. */
typedef struct {
  uint32_t bytes;
  uint32_t offset; /* result: distance from the start of the arena */
  uint16_t first_use;
  uint16_t last_use;
  bool placed; /* result: false while bytes is 0, which takes no room */
} pf_plan_item_t;

/*
 * Gives every item the lowest aligned offset at which it meets no item placed before it that is alive at the same
 * time, largest item first (the greedy strategy TensorFlow Lite Micro describes). Returns the bytes needed in all.
 */
uint32_t pf_plan_memory(pf_plan_item_t *items, uint32_t count, uint32_t alignment);

#endif
