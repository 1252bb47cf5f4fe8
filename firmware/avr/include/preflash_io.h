/* The block through which the outside world (a simulator, a debugger, a UART driver) feeds an inference. */
#ifndef PREFLASH_IO_H
#define PREFLASH_IO_H

#include <stdint.h>

#define PF_IO_MAGIC 0x4F494650u /* "PFIO", little endian */
#define PF_IO_VERSION 1u
#define PF_IO_MAX_TENSORS 4u

enum {
  PF_STATUS_OK = 0,
  PF_STATUS_NO_HEAP = 100,   /* detail: bytes of the piece that could not be had */
  PF_STATUS_BAD_LAYER = 101, /* detail: index of the layer that does not take its input */
  PF_STATUS_BLOCKS = 102,    /* detail: tensors alive at a time */
  PF_STATUS_RUN = 103,
};

/* An address in data space, as AVR ELF files have it; in 32 bits, so that the block is the same on every target. */
#ifdef __AVR__
#define PF_DATA_ADDRESS(pointer) (0x800000UL + (uint16_t)(uintptr_t)(pointer))
#else
#define PF_DATA_ADDRESS(pointer) ((uint32_t)(uintptr_t)(pointer))
#endif

typedef struct {
  uint32_t data;
  uint32_t bytes;
} pf_buffer_t;

/* The same words as firmware/stm32/include/preflash_io.h. */
typedef struct {
  uint32_t magic;
  uint32_t version;
  uint32_t status;
  uint32_t status_detail;
  uint32_t model;
  uint32_t arena;
  uint32_t arena_bytes;
  uint32_t arena_used_bytes; /* 0: models live in the heap here, whose use is measured from outside */
  uint32_t input_count;
  pf_buffer_t input[PF_IO_MAX_TENSORS];
  uint32_t output_count;
  pf_buffer_t output[PF_IO_MAX_TENSORS];
} pf_io_t;

extern pf_io_t pf_io;

void pf_receive_inputs(pf_io_t *io);
void pf_send_outputs(pf_io_t *io);
void pf_fail(uint16_t status, uint16_t detail) __attribute__((noreturn));

#endif
