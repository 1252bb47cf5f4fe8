/*
 * Runs the firmware's runtime on the host: host_driver MODEL ARENA_BYTES < INPUTS > OUTPUTS
 * INPUTS is any number of inferences' inputs one after the other, OUTPUTS all their outputs in the same order.
 * When it is done it writes `status layer arenaUsedBytes` to standard error.
 */
#include <stdio.h>
#include <stdlib.h>

#include "runtime/runtime.h"

static pf_runtime_t runtime;
static pf_io_t io;

static void report(void) {
  fprintf(stderr, "%u %d %u\n", (unsigned)io.status, (int)io.status_layer, (unsigned)io.arena_used_bytes);
}

void pf_fail(uint32_t status, uint32_t layer) {
  io.status = status;
  io.status_layer = layer;
  report();
  exit(1);
}

/* A block of exactly `bytes`, so that a sanitizer sees the first access past its end; malloc aligns for any type. */
static void *block(size_t bytes) {
  void *memory = malloc(bytes);
  if (memory == NULL) {
    perror("malloc");
    exit(2);
  }
  return memory;
}

static void *read_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    perror(path);
    exit(2);
  }
  *bytes = (size_t)ftell(file);
  rewind(file);
  void *data = block(*bytes);
  if (fread(data, 1, *bytes, file) != *bytes) {
    perror(path);
    exit(2);
  }
  fclose(file);
  return data;
}

/* Reads one inference's inputs; false at the end of them. */
static bool receive(void) {
  bool complete = io.input_count > 0;
  for (uint32_t i = 0; i < io.input_count; ++i) {
    complete = fread(io.input[i].data, 1, io.input[i].bytes, stdin) == io.input[i].bytes && complete;
  }
  return complete;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: host_driver MODEL ARENA_BYTES < INPUTS > OUTPUTS\n");
    return 2;
  }
  size_t model_bytes;
  void *model = read_file(argv[1], &model_bytes);
  const uint32_t arena_bytes = (uint32_t)strtoul(argv[2], NULL, 10);
  void *arena = block(arena_bytes);
  const pf_status_t status = pf_init(&runtime, &io, model, (uint32_t)model_bytes, arena, arena_bytes);
  if (status != PF_STATUS_OK) {
    pf_fail((uint32_t)status, io.status_layer);
  }
  while (receive()) {
    pf_invoke(&runtime);
    for (uint32_t i = 0; i < io.output_count; ++i) {
      fwrite(io.output[i].data, 1, io.output[i].bytes, stdout);
    }
  }
  report();
  return 0;
}
