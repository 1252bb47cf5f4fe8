/* The ARMv7E-M DSP instructions that the kernels use, one function an instruction (ARM DDI 0403E, chapter A7.7), and
 * the same functions in portable C for every other target. Both give the same bits. */
#ifndef PF_DSP_H
#define PF_DSP_H

#include <stdint.h>
#include <string.h>

/* 1: inner loops work on pairs of 16-bit values. 0: they are plain C, which is faster where a dual multiply would have
 * to be emulated. A test may set it to 1 on the host, to run the paired loops on the portable functions. */
#ifndef PF_DSP
#ifdef __ARM_FEATURE_DSP
#define PF_DSP 1
#else
#define PF_DSP 0
#endif
#endif

#define PF_INLINE static inline __attribute__((always_inline))

/* Four int8 in one word, lowest address in the lowest byte; no alignment needed. */
PF_INLINE uint32_t pf_load_s8x4(const int8_t *from) {
  uint32_t word;
  memcpy(&word, from, sizeof word);
  return word;
}

/* Two int16 in one word, lowest address in the lower half; no alignment needed. */
PF_INLINE uint32_t pf_load_s16x2(const int16_t *from) {
  uint32_t word;
  memcpy(&word, from, sizeof word);
  return word;
}

/* The loads above from a pointer that steps on. The empty statement makes each new pointer a value of its own: -Os
 * would keep one index for all pointers of a loop, and add it to their starts on every turn. */
PF_INLINE uint32_t pf_take_s8x4(const int8_t **from) {
  const uint32_t word = pf_load_s8x4(*from);
  *from += 4;
  __asm__("" : "+r"(*from));
  return word;
}

PF_INLINE uint32_t pf_take_s16x2(const int16_t **from) {
  const uint32_t word = pf_load_s16x2(*from);
  *from += 2;
  __asm__("" : "+r"(*from));
  return word;
}

PF_INLINE void pf_store_s16x2(int16_t *to, uint32_t word) { memcpy(to, &word, sizeof word); }

/* The same value in both halves. */
PF_INLINE uint32_t pf_pair(int32_t value) { return ((uint32_t)value & 0xFFFFu) | ((uint32_t)value << 16); }

#ifdef __ARM_FEATURE_DSP

/* Volatile, so that they stay in the order of the source: the order of -O3 has more values alive than registers. */

PF_INLINE uint32_t pf_sxtb16(uint32_t bytes) {
  uint32_t pair;
  __asm__ volatile("sxtb16 %0, %1" : "=r"(pair) : "r"(bytes));
  return pair;
}

PF_INLINE uint32_t pf_sxtb16_ror8(uint32_t bytes) {
  uint32_t pair;
  __asm__ volatile("sxtb16 %0, %1, ror #8" : "=r"(pair) : "r"(bytes));
  return pair;
}

PF_INLINE uint32_t pf_sxtab16(uint32_t addend, uint32_t bytes) {
  uint32_t pair;
  __asm__ volatile("sxtab16 %0, %1, %2" : "=r"(pair) : "r"(addend), "r"(bytes));
  return pair;
}

PF_INLINE uint32_t pf_sxtab16_ror8(uint32_t addend, uint32_t bytes) {
  uint32_t pair;
  __asm__ volatile("sxtab16 %0, %1, %2, ror #8" : "=r"(pair) : "r"(addend), "r"(bytes));
  return pair;
}

PF_INLINE uint32_t pf_pkhbt_lsl16(uint32_t bottom, uint32_t top) {
  uint32_t pair;
  __asm__ volatile("pkhbt %0, %1, %2, lsl #16" : "=r"(pair) : "r"(bottom), "r"(top));
  return pair;
}

PF_INLINE uint32_t pf_pkhtb_asr16(uint32_t top, uint32_t bottom) {
  uint32_t pair;
  __asm__ volatile("pkhtb %0, %1, %2, asr #16" : "=r"(pair) : "r"(top), "r"(bottom));
  return pair;
}

PF_INLINE int32_t pf_smlad(uint32_t a, uint32_t b, int32_t sum) {
  int32_t result;
  __asm__ volatile("smlad %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
  return result;
}

PF_INLINE int32_t pf_smulbb(uint32_t a, uint32_t b) {
  int32_t product;
  __asm__ volatile("smulbb %0, %1, %2" : "=r"(product) : "r"(a), "r"(b));
  return product;
}

PF_INLINE int32_t pf_smultt(uint32_t a, uint32_t b) {
  int32_t product;
  __asm__ volatile("smultt %0, %1, %2" : "=r"(product) : "r"(a), "r"(b));
  return product;
}

#elif defined(PF_DSP_IMPORTED)

/* firmware/wasm: one imported function an instruction, so that whoever counts sees it as the one that it is. */
#define PF_DSP_IMPORT(name) \
  __attribute__((import_module("dsp"), import_name(#name), const)) extern

PF_DSP_IMPORT(sxtb16) uint32_t pf_sxtb16(uint32_t bytes);
PF_DSP_IMPORT(sxtb16_ror8) uint32_t pf_sxtb16_ror8(uint32_t bytes);
PF_DSP_IMPORT(sxtab16) uint32_t pf_sxtab16(uint32_t addend, uint32_t bytes);
PF_DSP_IMPORT(sxtab16_ror8) uint32_t pf_sxtab16_ror8(uint32_t addend, uint32_t bytes);
PF_DSP_IMPORT(pkhbt_lsl16) uint32_t pf_pkhbt_lsl16(uint32_t bottom, uint32_t top);
PF_DSP_IMPORT(pkhtb_asr16) uint32_t pf_pkhtb_asr16(uint32_t top, uint32_t bottom);
PF_DSP_IMPORT(smlad) int32_t pf_smlad(uint32_t a, uint32_t b, int32_t sum);
PF_DSP_IMPORT(smulbb) int32_t pf_smulbb(uint32_t a, uint32_t b);
PF_DSP_IMPORT(smultt) int32_t pf_smultt(uint32_t a, uint32_t b);

#else

PF_INLINE int32_t pf_low(uint32_t pair) { return (int16_t)(uint16_t)pair; }

PF_INLINE int32_t pf_high(uint32_t pair) { return (int16_t)(uint16_t)(pair >> 16); }

/* Bytes 0 and 2, sign-extended, plus the halves of `addend`, each modulo 2^16. */
PF_INLINE uint32_t pf_sxtab16(uint32_t addend, uint32_t bytes) {
  const uint32_t low = addend + (uint32_t)(int32_t)(int8_t)(uint8_t)bytes;
  const uint32_t high = (addend >> 16) + (uint32_t)(int32_t)(int8_t)(uint8_t)(bytes >> 16);
  return (low & 0xFFFFu) | (high << 16);
}

/* Bytes 1 and 3, sign-extended, plus the halves of `addend`. */
PF_INLINE uint32_t pf_sxtab16_ror8(uint32_t addend, uint32_t bytes) {
  return pf_sxtab16(addend, (bytes >> 8) | (bytes << 24));
}

PF_INLINE uint32_t pf_sxtb16(uint32_t bytes) { return pf_sxtab16(0, bytes); }

PF_INLINE uint32_t pf_sxtb16_ror8(uint32_t bytes) { return pf_sxtab16_ror8(0, bytes); }

/* Lower half of `bottom`; lower half of `top` above it. */
PF_INLINE uint32_t pf_pkhbt_lsl16(uint32_t bottom, uint32_t top) { return (bottom & 0xFFFFu) | (top << 16); }

/* Upper half of `top`; upper half of `bottom` below it. */
PF_INLINE uint32_t pf_pkhtb_asr16(uint32_t top, uint32_t bottom) { return (top & 0xFFFF0000u) | (bottom >> 16); }

PF_INLINE int32_t pf_smulbb(uint32_t a, uint32_t b) { return pf_low(a) * pf_low(b); }

PF_INLINE int32_t pf_smultt(uint32_t a, uint32_t b) { return pf_high(a) * pf_high(b); }

/* Both products added to `sum`, modulo 2^32. */
PF_INLINE int32_t pf_smlad(uint32_t a, uint32_t b, int32_t sum) {
  return (int32_t)((uint32_t)sum + (uint32_t)pf_smulbb(a, b) + (uint32_t)pf_smultt(a, b));
}

#endif

#endif
