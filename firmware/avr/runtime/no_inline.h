/* Functions whose calls the tools watch: they stay functions at every optimisation level. */
#ifndef PF_NO_INLINE_H
#define PF_NO_INLINE_H

#ifdef __clang__
#define PF_NO_INLINE __attribute__((noinline))
#else
#define PF_NO_INLINE __attribute__((noinline, noclone))
#endif

#endif
