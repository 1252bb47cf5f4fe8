#include "system.h"

/* The fuses choose the clock, and no instruction may change it but by CLKPR: there is nothing to set. */
void system_init(void) {}
