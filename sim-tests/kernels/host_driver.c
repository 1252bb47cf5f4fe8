/*
 * Runs the firmware's runtime on the host: host_driver MODEL INPUTS ARENA_BYTES > OUTPUTS
 * INPUTS is any number of inferences' inputs one after the other, OUTPUTS all their outputs in the same order.
 * The last line on standard error is `status layer arenaUsedBytes inputBytes`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/runtime.h"

static pf_runtime_t runtime;
static pf_io_t io;

static void report(void) {
  uint32_t input_bytes = 0;
  for (uint32_t i = 0; i < io.input_count; ++i) {
    input_bytes += io.input[i].bytes;
  }
  fprintf(stderr, "%u %d %u %u\n", (unsigned)io.status, (int)io.status_layer, (unsigned)io.arena_used_bytes,
          (unsigned)input_bytes);
}

void pf_fail(uint32_t status, uint32_t layer) {
  io.status = status;
  io.status_layer = layer;
  report();
  exit(1);
}

static void *read_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    perror(path);
    exit(2);
  }
  *bytes = (size_t)ftell(file);
  rewind(file);
  void *data = aligned_alloc(16, (*bytes + 16) / 16 * 16);
  if (data == NULL || fread(data, 1, *bytes, file) != *bytes) {
    perror(path);
    exit(2);
  }
  fclose(file);
  return data;
}

/* Copies one inference's inputs from `from`; returns the bytes taken, 0 if fewer than that are left. */
static size_t feed(const uint8_t *from, size_t left) {
  size_t taken = 0;
  for (uint32_t i = 0; i < io.input_count; ++i) {
    if (left - taken < io.input[i].bytes) {
      return 0;
    }
    memcpy(io.input[i].data, from + taken, io.input[i].bytes);
    taken += io.input[i].bytes;
  }
  return taken;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: host_driver MODEL INPUTS ARENA_BYTES > OUTPUTS\n");
    return 2;
  }
  size_t model_bytes;
  size_t left;
  void *model = read_file(argv[1], &model_bytes);
  const uint8_t *next = read_file(argv[2], &left);
  const uint32_t arena_bytes = (uint32_t)strtoul(argv[3], NULL, 10);
  void *arena = aligned_alloc(16, (arena_bytes + 15u) / 16u * 16u);
  const pf_status_t status = pf_init(&runtime, &io, model, (uint32_t)model_bytes, arena, arena_bytes);
  if (status != PF_STATUS_OK) {
    pf_fail((uint32_t)status, io.status_layer);
  }
  for (size_t taken = feed(next, left); taken != 0; taken = feed(next, left)) {
    next += taken;
    left -= taken;
    pf_invoke(&runtime);
    for (uint32_t i = 0; i < io.output_count; ++i) {
      fwrite(io.output[i].data, 1, io.output[i].bytes, stdout);
    }
  }
  report();
  return 0;
}
