#include <stdint.h>

#include "system.h"

/* DS40002173, CPU (CCP, 0x34) and CLKCTRL (MCLKCTRLB, 0x61). */
#define CCP (*(volatile uint8_t *)0x34)
#define CCP_IOREG 0xD8
#define MCLKCTRLB (*(volatile uint8_t *)0x61)

/* The main clock runs from the 20 MHz oscillator, divided by six after reset: undivided from here on. */
void system_init(void) {
  CCP = CCP_IOREG;
  MCLKCTRLB = 0;
}
