/* The block through which the outside world (a simulator, a debugger, a UART driver) feeds an inference. */
#ifndef PREFLASH_IO_H
#define PREFLASH_IO_H

#include <stdint.h>

#define PF_IO_MAGIC 0x4F494650u /* "PFIO", little endian */
#define PF_IO_VERSION 1u
#define PF_IO_MAX_TENSORS 4u

typedef struct {
  void *data;
  uint32_t bytes;
} pf_buffer_t;

typedef struct {
  uint32_t magic;
  uint32_t version;
  uint32_t status;       /* 0, or the pf_status_t that pf_fail() was called with */
  uint32_t status_layer; /* operator the status belongs to */
  const void *model;
  void *arena;
  uint32_t arena_bytes;      /* what the linker script gave */
  uint32_t arena_used_bytes; /* high-water mark of the plan: what a released build would reserve */
  uint32_t input_count;
  pf_buffer_t input[PF_IO_MAX_TENSORS];
  uint32_t output_count;
  pf_buffer_t output[PF_IO_MAX_TENSORS];
} pf_io_t;

extern pf_io_t pf_io;

void pf_receive_inputs(pf_io_t *io);
void pf_send_outputs(pf_io_t *io);
void pf_fail(uint32_t status, uint32_t layer) __attribute__((noreturn));

#endif
