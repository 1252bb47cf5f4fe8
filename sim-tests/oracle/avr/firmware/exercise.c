/*
 * Firmware as people write it, for comparing traces: printf with floats through the UART, malloc, sorting, recursion,
 * 64-bit and floating-point arithmetic, jump tables, tables in flash, and a timer interrupt underneath all of it.
 * board.h says where output goes and how the timer is set up.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"

volatile uint16_t ticks;

static const char *const words[] = {"flash", "stack", "heap", "cycle", "branch", "carry", "pointer", "register"};
enum { WORDS = sizeof words / sizeof *words };

typedef struct node {
  struct node *left, *right;
  int32_t key;
} node_t;

static node_t *insert(node_t *tree, int32_t key) {
  if (!tree) {
    node_t *fresh = malloc(sizeof *fresh);
    if (fresh) *fresh = (node_t){NULL, NULL, key};
    return fresh;
  }
  if (key < tree->key) tree->left = insert(tree->left, key);
  else tree->right = insert(tree->right, key);
  return tree;
}

static int32_t fold(const node_t *tree, int32_t depth) {
  return tree ? fold(tree->left, depth + 1) + tree->key % 97 * depth + fold(tree->right, depth + 1) : 0;
}

static void release(node_t *tree) {
  if (!tree) return;
  release(tree->left);
  release(tree->right);
  free(tree);
}

static int compare(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static uint32_t mix(uint8_t choice, uint32_t value) {
  switch (choice) {
    case 0: return value + 0x9e3779b9u;
    case 1: return value ^ (value << 13);
    case 2: return value ^ (value >> 17);
    case 3: return value * 2654435761u;
    case 4: return value / 7 + value % 1000;
    case 5: return (uint32_t)(((uint64_t)value * value) >> 11);
    case 6: return ~value;
    case 7: return (value << 5) | (value >> 27);
    default: return value;
  }
}

static float series(uint8_t terms) {
  float sum = 0;
  for (uint8_t i = 1; i <= terms; i++) sum += sinf(i * 0.1f) / sqrtf(i) + expf(-0.01f * i);
  return sum;
}

static uint32_t seed = 1;

static uint32_t round_of_work(uint8_t number) {
  node_t *tree = NULL;
  for (uint8_t i = 0; i < 40; i++) tree = insert(tree, (int32_t)(seed = mix(i & 7, seed + number)));
  const int32_t folded = fold(tree, 1);
  release(tree);

  const char *sorted[WORDS];
  memcpy(sorted, words, sizeof sorted);
  qsort(sorted, WORDS, sizeof *sorted, compare);
  char line[64];
  snprintf(line, sizeof line, "%u %s %ld %.3f", number, sorted[number % WORDS], (long)folded, (double)series(12));
  puts(line);
  const int64_t wide = (int64_t)folded * folded - (int64_t)seed / 3;
  printf("%lx %u %d\n", (unsigned long)(wide >> 7), board_constant(number), ticks > 0);
  return (uint32_t)wide;
}

int main(void) {
  board_start();
  uint32_t sum = 0;
  for (uint8_t round = 0; round < ROUNDS; round++) sum += round_of_work(round);
  printf("done %lx\n", (unsigned long)sum);
  board_stop();
  return 0;
}
