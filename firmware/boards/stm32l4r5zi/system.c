/*
 * Clocks of the STM32L4R5 as STM32CubeMX sets them up for 120 MHz: the PLL runs from the 4 MHz MSI oscillator that is
 * on after reset, the flash has 5 wait states, its instruction and data caches are on and its prefetch is off.
 * Register addresses and bits: RM0432, chapters 3 (FLASH), 5 (PWR) and 6 (RCC).
 */
#include <stdint.h>

void SystemInit(void);

#define REGISTER(address) (*(volatile uint32_t *)(address))

#define FLASH_ACR REGISTER(0x40022000u)
#define FLASH_ACR_LATENCY_MASK (15u << 0)
#define FLASH_ACR_LATENCY_5 (5u << 0)
#define FLASH_ACR_PRFTEN (1u << 8)
#define FLASH_ACR_ICEN (1u << 9)
#define FLASH_ACR_DCEN (1u << 10)

#define PWR_CR1 REGISTER(0x40007000u)
#define PWR_CR1_VOS_MASK (3u << 9)
#define PWR_CR1_VOS_RANGE_1 (1u << 9)
#define PWR_CR5 REGISTER(0x40007080u)
#define PWR_CR5_R1MODE (1u << 8)
#define PWR_SR2 REGISTER(0x40007014u)
#define PWR_SR2_VOSF (1u << 10)

#define RCC_CR REGISTER(0x40021000u)
#define RCC_CR_MSIRDY (1u << 1)
#define RCC_CR_PLLON (1u << 24)
#define RCC_CR_PLLRDY (1u << 25)
#define RCC_CFGR REGISTER(0x40021008u)
#define RCC_CFGR_SW_MASK (3u << 0)
#define RCC_CFGR_SW_PLL (3u << 0)
#define RCC_CFGR_SWS_MASK (3u << 2)
#define RCC_CFGR_SWS_PLL (3u << 2)
#define RCC_PLLCFGR REGISTER(0x4002100Cu)
#define RCC_PLLCFGR_SRC_MSI (1u << 0)
#define RCC_PLLCFGR_M_1 (0u << 4)
#define RCC_PLLCFGR_N_60 (60u << 8)
#define RCC_PLLCFGR_REN (1u << 24)
#define RCC_PLLCFGR_R_2 (0u << 25)
#define RCC_APB1ENR1 REGISTER(0x40021058u)
#define RCC_APB1ENR1_PWREN (1u << 28)

/* 120 MHz needs voltage range 1 with boost (RM0432, 5.1.8): R1MODE is cleared for it. */
static void select_boost(void) {
  RCC_APB1ENR1 |= RCC_APB1ENR1_PWREN;
  PWR_CR1 = (PWR_CR1 & ~PWR_CR1_VOS_MASK) | PWR_CR1_VOS_RANGE_1;
  PWR_CR5 &= ~PWR_CR5_R1MODE;
  while ((PWR_SR2 & PWR_SR2_VOSF) != 0) {
  }
}

/* Wait states before the clock rises; read back, as RM0432 3.3.3 demands. */
static void set_flash_latency(void) {
  FLASH_ACR = (FLASH_ACR & ~(FLASH_ACR_LATENCY_MASK | FLASH_ACR_PRFTEN)) | FLASH_ACR_LATENCY_5 | FLASH_ACR_ICEN |
              FLASH_ACR_DCEN;
  while ((FLASH_ACR & FLASH_ACR_LATENCY_MASK) != FLASH_ACR_LATENCY_5) {
  }
}

/* MSI 4 MHz / M 1 * N 60 / R 2 = 120 MHz. */
static void run_from_pll(void) {
  while ((RCC_CR & RCC_CR_MSIRDY) == 0) {
  }
  RCC_PLLCFGR = RCC_PLLCFGR_SRC_MSI | RCC_PLLCFGR_M_1 | RCC_PLLCFGR_N_60 | RCC_PLLCFGR_R_2 | RCC_PLLCFGR_REN;
  RCC_CR |= RCC_CR_PLLON;
  while ((RCC_CR & RCC_CR_PLLRDY) == 0) {
  }
  RCC_CFGR = (RCC_CFGR & ~RCC_CFGR_SW_MASK) | RCC_CFGR_SW_PLL;
  while ((RCC_CFGR & RCC_CFGR_SWS_MASK) != RCC_CFGR_SWS_PLL) {
  }
}

void SystemInit(void) {
  select_boost();
  set_flash_latency();
  run_from_pll();
}
