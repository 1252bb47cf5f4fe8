#include "runtime/memory_planner.h"

static bool alive_together(const pf_plan_item_t *a, const pf_plan_item_t *b) {
  return a->first_use <= b->last_use && b->first_use <= a->last_use;
}

/* Largest item not yet placed, the first one among equals; `count` if all are. */
static uint32_t largest_unplaced(const pf_plan_item_t *items, uint32_t count) {
  uint32_t best = count;
  for (uint32_t i = 0; i < count; ++i) {
    if (!items[i].placed && items[i].bytes != 0 && (best == count || items[i].bytes > items[best].bytes)) {
      best = i;
    }
  }
  return best;
}

/* A placed item in the way of `item` at its present offset; `count` if there is none. */
static uint32_t find_conflict(const pf_plan_item_t *items, uint32_t count, const pf_plan_item_t *item) {
  for (uint32_t i = 0; i < count; ++i) {
    const pf_plan_item_t *other = &items[i];
    if (other->placed && alive_together(other, item) && item->offset < other->offset + other->bytes &&
        other->offset < item->offset + item->bytes) {
      return i;
    }
  }
  return count;
}

static uint32_t align_up(uint32_t value, uint32_t alignment) { return (value + alignment - 1) / alignment * alignment; }

/* Every offset below the end of a conflicting item conflicts too, so stepping over conflicts finds the lowest one. */
static void place(pf_plan_item_t *items, uint32_t count, pf_plan_item_t *item, uint32_t alignment) {
  item->offset = 0;
  for (uint32_t other = find_conflict(items, count, item); other != count; other = find_conflict(items, count, item)) {
    item->offset = align_up(items[other].offset + items[other].bytes, alignment);
  }
  item->placed = true;
}

uint32_t pf_plan_memory(pf_plan_item_t *items, uint32_t count, uint32_t alignment) {
  uint32_t needed = 0;
  for (uint32_t i = 0; i < count; ++i) {
    items[i].placed = false;
  }
  for (uint32_t i = largest_unplaced(items, count); i != count; i = largest_unplaced(items, count)) {
    place(items, count, &items[i], alignment);
    const uint32_t end = items[i].offset + items[i].bytes;
    needed = end > needed ? end : needed;
  }
  return align_up(needed, alignment);
}
