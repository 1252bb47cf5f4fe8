/*
 * memcpy and its like as avr-libc has them: byte by byte. They are compiled like everything else, so that what they do is
 * counted; no engine's own block copy would be.
 */
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  for (; count > 0; count--) {
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
  for (; count > 0; count--) {
    *target++ = (uint8_t)value;
  }
  return to;
}
