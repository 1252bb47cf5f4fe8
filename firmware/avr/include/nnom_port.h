/* What a user of NNoM configures. The defaults are those of NNoM 0.4.2. */
#ifndef NNOM_PORT_H
#define NNOM_PORT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many stretches of activation memory there may be at a time. */
#define NNOM_BLOCK_NUM 8

/* Shifted sums are rounded down; undefine to round to the nearest. */
#define NNOM_TRUNCATE

/*
 * The type sums are kept in. NNoM keeps some in `int`, which has 16 bits on AVR: long sums overflow there and not on
 * the host. PF_INT_ACCUMULATORS reproduces that, for study.
 */
#ifdef PF_INT_ACCUMULATORS
typedef int nnom_sum_t;
#else
typedef int32_t nnom_sum_t;
#endif

#if defined(__AVR__) && __AVR_ARCH__ < 100
#include <avr/pgmspace.h>
#define NNOM_LOG(format, ...) printf_P(PSTR(format), ##__VA_ARGS__)
#elif defined(__wasm__)
/* On the host nobody reads the log: checked by the compiler, never printed. */
#define NNOM_LOG(...) \
  do {                \
    if (0) {          \
      printf(__VA_ARGS__); \
    }                 \
  } while (0)
#else
#define NNOM_LOG(...) printf(__VA_ARGS__)
#endif

#endif
