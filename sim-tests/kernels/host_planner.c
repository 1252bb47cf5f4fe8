/*
 * Plans random buffers: host_planner RUNS
 * Checks after each plan that no two buffers alive together overlap, that all are aligned and inside the total, and
 * that the total is at least what is alive at once. Prints the mean of total / most bytes alive at once.
 */
#include <stdio.h>
#include <stdlib.h>

#include "runtime/memory_planner.h"
#include "runtime/runtime.h"

#define MAX_ITEMS 40u
#define STEPS 20u
#define ALIGNMENT 16u

void pf_fail(uint32_t status, uint32_t layer) {
  fprintf(stderr, "pf_fail(%u, %u)\n", (unsigned)status, (unsigned)layer);
  exit(1);
}

static void require(int condition, const char *what) {
  if (!condition) {
    fprintf(stderr, "%s\n", what);
    exit(1);
  }
}

static uint32_t fill(pf_plan_item_t *items) {
  const uint32_t count = 1 + (uint32_t)rand() % MAX_ITEMS;
  for (uint32_t i = 0; i < count; ++i) {
    const uint16_t first = (uint16_t)(rand() % STEPS);
    items[i] = (pf_plan_item_t){.bytes = (uint32_t)rand() % 5000,
                                .first_use = first,
                                .last_use = (uint16_t)(first + rand() % (STEPS - first))};
  }
  return count;
}

static uint32_t most_alive(const pf_plan_item_t *items, uint32_t count) {
  uint32_t most = 0;
  for (uint32_t step = 0; step < STEPS; ++step) {
    uint32_t alive = 0;
    for (uint32_t i = 0; i < count; ++i) {
      alive += items[i].first_use <= step && step <= items[i].last_use ? items[i].bytes : 0;
    }
    most = alive > most ? alive : most;
  }
  return most;
}

static void check(const pf_plan_item_t *items, uint32_t count, uint32_t total) {
  for (uint32_t i = 0; i < count; ++i) {
    const pf_plan_item_t *a = &items[i];
    require(a->offset % ALIGNMENT == 0, "not aligned");
    require(a->offset + a->bytes <= total, "outside the total");
    for (uint32_t j = 0; j < i; ++j) {
      const pf_plan_item_t *b = &items[j];
      const int together = a->first_use <= b->last_use && b->first_use <= a->last_use;
      const int overlap = a->offset < b->offset + b->bytes && b->offset < a->offset + a->bytes;
      require(!(together && overlap), "two buffers overlap");
    }
  }
}

int main(int argc, char **argv) {
  const int runs = argc == 2 ? atoi(argv[1]) : 0;
  double sum = 0;
  srand(1);
  for (int run = 0; run < runs; ++run) {
    pf_plan_item_t items[MAX_ITEMS];
    const uint32_t count = fill(items);
    const uint32_t total = pf_plan_memory(items, count, ALIGNMENT);
    const uint32_t least = most_alive(items, count);
    check(items, count, total);
    require(total >= least, "smaller than what is alive at once");
    sum += least == 0 ? 1.0 : (double)total / least;
  }
  printf("%.3f\n", sum / runs);
  return 0;
}
