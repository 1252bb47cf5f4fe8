/*
 * Feeds the runtime damaged models: host_fuzz MODEL RUNS SEED
 * Each run changes a few bytes of a copy of the model, or cuts it short, prepares it and, if that succeeds, runs it
 * once on zeros. A sanitizer or a time limit is the judge. Prints `refused accepted`, the number of runs of either kind.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/runtime.h"

#define ARENA_BYTES (64u * 1024u)
#define MAX_CHANGES 4u

static pf_runtime_t runtime;
static pf_io_t io;
static jmp_buf failed;

void pf_fail(uint32_t status, uint32_t layer) {
  (void)layer;
  longjmp(failed, (int)status);
}

/* xorshift32 */
static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static uint8_t *read_model(const char *path, uint32_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    perror(path);
    exit(2);
  }
  *bytes = (uint32_t)ftell(file);
  rewind(file);
  uint8_t *data = malloc(*bytes);
  if (data == NULL || fread(data, 1, *bytes, file) != *bytes) {
    perror(path);
    exit(2);
  }
  fclose(file);
  return data;
}

/* Bytes that offsets, counts and enums are likely to be hurt by. */
static uint8_t damaged_byte(uint8_t original, uint32_t random) {
  static const uint8_t extremes[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
  return random % 2 == 0 ? extremes[random / 2 % sizeof extremes] : (uint8_t)(original ^ (1u << (random / 2 % 8)));
}

/* True if the damaged model was accepted and ran. */
static bool survive(const uint8_t *model, uint32_t bytes, void *arena) {
  if (setjmp(failed) != 0 || pf_init(&runtime, &io, model, bytes, arena, ARENA_BYTES) != PF_STATUS_OK) {
    return false;
  }
  for (uint32_t i = 0; i < io.input_count; ++i) {
    memset(io.input[i].data, 0, io.input[i].bytes);
  }
  pf_invoke(&runtime);
  return true;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: host_fuzz MODEL RUNS SEED\n");
    return 2;
  }
  uint32_t bytes;
  const uint8_t *original = read_model(argv[1], &bytes);
  const unsigned long runs = strtoul(argv[2], NULL, 10);
  uint32_t state = (uint32_t)strtoul(argv[3], NULL, 10) | 1u;
  void *arena = malloc(ARENA_BYTES);
  unsigned long accepted = 0;
  for (unsigned long run = 0; run < runs; ++run) {
    const uint32_t kept = next_random(&state) % 8 == 0 ? next_random(&state) % bytes : bytes;
    /* A block of its own size each time: a read past its end is seen. */
    uint8_t *model = malloc(kept == 0 ? 1 : kept);
    memcpy(model, original, kept);
    for (uint32_t i = 0; kept != 0 && i <= next_random(&state) % MAX_CHANGES; ++i) {
      const uint32_t at = next_random(&state) % kept;
      model[at] = damaged_byte(model[at], next_random(&state));
    }
    accepted += survive(model, kept, arena) ? 1 : 0;
    free(model);
  }
  printf("%lu %lu\n", runs - accepted, accepted);
  return 0;
}
