/*
 * Clocks of the RP2040 for 133 MHz, its highest: the system PLL runs from the 12 MHz crystal of the Pico.
 * Register addresses and bits: RP2040 datasheet, 2.14 (resets), 2.15 (clocks), 2.16 (XOSC) and 2.18 (PLL).
 */
#include <stdint.h>

void SystemInit(void);

#define REGISTER(address) (*(volatile uint32_t *)(address))
/* Writing to this view of a register clears the bits that are set (2.1.2). */
#define CLEAR_VIEW 0x3000u

#define RESETS_BASE 0x4000C000u
#define RESETS_RESET_CLEAR REGISTER(RESETS_BASE + CLEAR_VIEW)
#define RESETS_RESET_DONE REGISTER(RESETS_BASE + 0x8u)
#define RESETS_PLL_SYS (1u << 12)

#define XOSC_CTRL REGISTER(0x40024000u)
#define XOSC_CTRL_1_15MHZ 0xAA0u
#define XOSC_CTRL_ENABLE (0xFABu << 12)
#define XOSC_STATUS REGISTER(0x40024004u)
#define XOSC_STATUS_STABLE (1u << 31)
#define XOSC_STARTUP REGISTER(0x4002400Cu)
/* 1 ms of a 12 MHz crystal, in units of 256 cycles: 2.16.3. */
#define XOSC_STARTUP_DELAY 47u

#define PLL_SYS_BASE 0x40028000u
#define PLL_SYS_CS REGISTER(PLL_SYS_BASE)
#define PLL_SYS_CS_LOCK (1u << 31)
#define PLL_SYS_PWR_CLEAR REGISTER(PLL_SYS_BASE + CLEAR_VIEW + 0x4u)
#define PLL_PWR_PD (1u << 0)
#define PLL_PWR_POSTDIVPD (1u << 3)
#define PLL_PWR_VCOPD (1u << 5)
#define PLL_SYS_FBDIV_INT REGISTER(PLL_SYS_BASE + 0x8u)
#define PLL_SYS_PRIM REGISTER(PLL_SYS_BASE + 0xCu)

#define CLK_REF_CTRL REGISTER(0x40008030u)
#define CLK_REF_SELECTED REGISTER(0x40008038u)
#define CLK_REF_CTRL_XOSC 2u
#define CLK_SYS_CTRL REGISTER(0x4000803Cu)
#define CLK_SYS_SELECTED REGISTER(0x40008044u)
/* SRC 1 takes the auxiliary source, and AUXSRC 0 is the system PLL. */
#define CLK_SYS_CTRL_AUX 1u

static void start_crystal(void) {
  XOSC_STARTUP = XOSC_STARTUP_DELAY;
  XOSC_CTRL = XOSC_CTRL_ENABLE | XOSC_CTRL_1_15MHZ;
  while ((XOSC_STATUS & XOSC_STATUS_STABLE) == 0) {
  }
  CLK_REF_CTRL = CLK_REF_CTRL_XOSC;
  while ((CLK_REF_SELECTED & (1u << CLK_REF_CTRL_XOSC)) == 0) {
  }
}

/* 12 MHz * 133 / 6 / 2 = 133 MHz; the VCO at 1596 MHz. */
static void start_pll(void) {
  RESETS_RESET_CLEAR = RESETS_PLL_SYS;
  while ((RESETS_RESET_DONE & RESETS_PLL_SYS) == 0) {
  }
  PLL_SYS_CS = 1u;
  PLL_SYS_FBDIV_INT = 133u;
  PLL_SYS_PWR_CLEAR = PLL_PWR_PD | PLL_PWR_VCOPD;
  while ((PLL_SYS_CS & PLL_SYS_CS_LOCK) == 0) {
  }
  PLL_SYS_PRIM = (6u << 16) | (2u << 12);
  PLL_SYS_PWR_CLEAR = PLL_PWR_POSTDIVPD;
}

void SystemInit(void) {
  start_crystal();
  start_pll();
  CLK_SYS_CTRL = CLK_SYS_CTRL_AUX;
  while ((CLK_SYS_SELECTED & (1u << CLK_SYS_CTRL_AUX)) == 0) {
  }
}
