/* The core shifts one bit at a time: whoever counts what is executed has to know by how many (src/build/wasm). */
#include <stdint.h>

__attribute__((visibility("default"))) const uint8_t pf_shifts_bit_by_bit = 1;
