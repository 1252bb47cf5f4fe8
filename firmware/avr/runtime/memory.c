#include "runtime/memory.h"

size_t pf_memory_taken;
