/*
 * Clocks of the STM32G0B1 as STM32CubeMX sets them up for 64 MHz: the PLL runs from the 16 MHz HSI oscillator that is on
 * after reset, the flash has 2 wait states, and its instruction cache and its prefetch are on.
 * Register addresses and bits: RM0444, chapters 3 (FLASH) and 5 (RCC).
 */
#include <stdint.h>

void SystemInit(void);

#define REGISTER(address) (*(volatile uint32_t *)(address))

#define FLASH_ACR REGISTER(0x40022000u)
#define FLASH_ACR_LATENCY_MASK (7u << 0)
#define FLASH_ACR_LATENCY_2 (2u << 0)
#define FLASH_ACR_PRFTEN (1u << 8)
#define FLASH_ACR_ICEN (1u << 9)

#define RCC_CR REGISTER(0x40021000u)
#define RCC_CR_PLLON (1u << 24)
#define RCC_CR_PLLRDY (1u << 25)
#define RCC_CFGR REGISTER(0x40021008u)
#define RCC_CFGR_SW_MASK (7u << 0)
#define RCC_CFGR_SW_PLL (2u << 0)
#define RCC_CFGR_SWS_MASK (7u << 3)
#define RCC_CFGR_SWS_PLL (2u << 3)
#define RCC_PLLCFGR REGISTER(0x4002100Cu)
#define RCC_PLLCFGR_SRC_HSI (2u << 0)
#define RCC_PLLCFGR_M_1 (0u << 4)
#define RCC_PLLCFGR_N_8 (8u << 8)
#define RCC_PLLCFGR_REN (1u << 28)
#define RCC_PLLCFGR_R_2 (1u << 29)

/* Wait states before the clock rises; read back, as RM0444 3.3.4 demands. */
static void set_flash_latency(void) {
  FLASH_ACR = (FLASH_ACR & ~FLASH_ACR_LATENCY_MASK) | FLASH_ACR_LATENCY_2 | FLASH_ACR_PRFTEN | FLASH_ACR_ICEN;
  while ((FLASH_ACR & FLASH_ACR_LATENCY_MASK) != FLASH_ACR_LATENCY_2) {
  }
}

/* HSI 16 MHz / M 1 * N 8 / R 2 = 64 MHz. */
static void run_from_pll(void) {
  RCC_PLLCFGR = RCC_PLLCFGR_SRC_HSI | RCC_PLLCFGR_M_1 | RCC_PLLCFGR_N_8 | RCC_PLLCFGR_REN | RCC_PLLCFGR_R_2;
  RCC_CR |= RCC_CR_PLLON;
  while ((RCC_CR & RCC_CR_PLLRDY) == 0) {
  }
  RCC_CFGR = (RCC_CFGR & ~RCC_CFGR_SW_MASK) | RCC_CFGR_SW_PLL;
  while ((RCC_CFGR & RCC_CFGR_SWS_MASK) != RCC_CFGR_SWS_PLL) {
  }
}

void SystemInit(void) {
  set_flash_latency();
  run_from_pll();
}
