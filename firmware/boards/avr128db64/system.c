#include <stdint.h>

#include "system.h"

/* DS40002247, CPU (CCP, 0x34) and CLKCTRL (OSCHFCTRLA, 0x68). */
#define CCP (*(volatile uint8_t *)0x34)
#define CCP_IOREG 0xD8
#define OSCHFCTRLA (*(volatile uint8_t *)0x68)
#define FRQSEL_24_MHZ (0x9 << 2)

/* The main clock is the internal high-frequency oscillator, at 4 MHz after reset: at 24 MHz from here on. */
void system_init(void) {
  CCP = CCP_IOREG;
  OSCHFCTRLA = FRQSEL_24_MHZ;
}
