/*
 * memcpy and its like as newlib has them on these cores: whole words where both ends are aligned, else bytes. They are
 * compiled like everything else, so that what they do is counted; no engine's own block copy would be.
 */
#include <stddef.h>
#include <stdint.h>

#define WORD sizeof(uint32_t)

static int aligned(const void *pointer) { return ((uintptr_t)pointer & (WORD - 1)) == 0; }

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if (aligned(target) && aligned(source)) {
    for (; count >= WORD; count -= WORD, target += WORD, source += WORD) {
      *(uint32_t *)(void *)target = *(const uint32_t *)(const void *)source;
    }
  }
  for (; count > 0; --count) {
    *target++ = *source++;
  }
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if (target <= source || target >= source + count) {
    return memcpy(to, from, count);
  }
  while (count-- > 0) {
    target[count] = source[count];
  }
  return to;
}

void *memset(void *to, int value, size_t count) {
  uint8_t *target = to;
  for (; count > 0 && !aligned(target); --count) {
    *target++ = (uint8_t)value;
  }
  const uint32_t word = (uint8_t)value * 0x01010101u;
  for (; count >= WORD; count -= WORD, target += WORD) {
    *(uint32_t *)(void *)target = word;
  }
  for (; count > 0; --count) {
    *target++ = (uint8_t)value;
  }
  return to;
}
