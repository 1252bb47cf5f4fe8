/*
 * Room for the counters that the instrumentation pass adds (src/build/wasm): one a group of basic blocks. The pass finds
 * it by the exported name, and refuses a module with more groups than fit.
 */
#include <stdint.h>

#define COUNTERS 8192

__attribute__((visibility("default"))) uint64_t pf_counters[COUNTERS];
