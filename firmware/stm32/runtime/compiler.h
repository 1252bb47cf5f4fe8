/* The few compiler extensions the firmware needs, under one name for GCC and clang. */
#ifndef PREFLASH_COMPILER_H
#define PREFLASH_COMPILER_H

/* Keeps a function a function: not inlined, not cloned for constant arguments. */
#if defined(__clang__)
#define PF_NOINLINE __attribute__((noinline))
#else
#define PF_NOINLINE __attribute__((noinline, noclone))
#endif

#define PF_WEAK __attribute__((weak))

#endif
