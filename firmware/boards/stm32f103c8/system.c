/*
 * Clocks of the STM32F103 as STM32CubeMX sets them up for 72 MHz: the PLL runs from an 8 MHz crystal, the flash has 2
 * wait states and its prefetch buffer is on.
 * Register addresses and bits: RM0008, chapter 7 (RCC); PM0075, chapter 3 (FLASH).
 */
#include <stdint.h>

void SystemInit(void);

#define REGISTER(address) (*(volatile uint32_t *)(address))

#define FLASH_ACR REGISTER(0x40022000u)
#define FLASH_ACR_LATENCY_MASK (7u << 0)
#define FLASH_ACR_LATENCY_2 (2u << 0)
#define FLASH_ACR_PRFTBE (1u << 4)

#define RCC_CR REGISTER(0x40021000u)
#define RCC_CR_HSEON (1u << 16)
#define RCC_CR_HSERDY (1u << 17)
#define RCC_CR_PLLON (1u << 24)
#define RCC_CR_PLLRDY (1u << 25)
#define RCC_CFGR REGISTER(0x40021004u)
#define RCC_CFGR_SW_MASK (3u << 0)
#define RCC_CFGR_SW_PLL (2u << 0)
#define RCC_CFGR_SWS_MASK (3u << 2)
#define RCC_CFGR_SWS_PLL (2u << 2)
#define RCC_CFGR_PPRE1_DIV2 (4u << 8)
#define RCC_CFGR_PLLSRC_HSE (1u << 16)
#define RCC_CFGR_PLLMUL_9 (7u << 18)

/* Wait states before the clock rises: PM0075, 3.1. */
static void set_flash_latency(void) {
  FLASH_ACR = FLASH_ACR_LATENCY_2 | FLASH_ACR_PRFTBE;
  while ((FLASH_ACR & FLASH_ACR_LATENCY_MASK) != FLASH_ACR_LATENCY_2) {
  }
}

/* HSE 8 MHz * 9 = 72 MHz; APB1 at half of it. */
static void run_from_pll(void) {
  RCC_CR |= RCC_CR_HSEON;
  while ((RCC_CR & RCC_CR_HSERDY) == 0) {
  }
  RCC_CFGR = RCC_CFGR_PPRE1_DIV2 | RCC_CFGR_PLLSRC_HSE | RCC_CFGR_PLLMUL_9;
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
