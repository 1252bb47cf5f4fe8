/*
 * Clocks of the STM32F401 as STM32CubeMX sets them up for 84 MHz: the PLL runs from the 16 MHz HSI oscillator that is on
 * after reset, the flash has 2 wait states, and its caches and its prefetch are on.
 * Register addresses and bits: RM0368, chapters 3 (FLASH), 5 (PWR) and 6 (RCC).
 */
#include <stdint.h>

void SystemInit(void);

#define REGISTER(address) (*(volatile uint32_t *)(address))

#define FLASH_ACR REGISTER(0x40023C00u)
#define FLASH_ACR_LATENCY_MASK (15u << 0)
#define FLASH_ACR_LATENCY_2 (2u << 0)
#define FLASH_ACR_PRFTEN (1u << 8)
#define FLASH_ACR_ICEN (1u << 9)
#define FLASH_ACR_DCEN (1u << 10)

#define PWR_CR REGISTER(0x40007000u)
#define PWR_CR_VOS_MASK (3u << 14)
#define PWR_CR_VOS_SCALE_2 (2u << 14)

#define RCC_CR REGISTER(0x40023800u)
#define RCC_CR_PLLON (1u << 24)
#define RCC_CR_PLLRDY (1u << 25)
#define RCC_PLLCFGR REGISTER(0x40023804u)
#define RCC_PLLCFGR_M_16 (16u << 0)
#define RCC_PLLCFGR_N_336 (336u << 6)
#define RCC_PLLCFGR_P_4 (1u << 16)
#define RCC_PLLCFGR_Q_7 (7u << 24)
#define RCC_CFGR REGISTER(0x40023808u)
#define RCC_CFGR_SW_MASK (3u << 0)
#define RCC_CFGR_SW_PLL (2u << 0)
#define RCC_CFGR_SWS_MASK (3u << 2)
#define RCC_CFGR_SWS_PLL (2u << 2)
#define RCC_CFGR_PPRE1_DIV2 (4u << 10)
#define RCC_APB1ENR REGISTER(0x40023840u)
#define RCC_APB1ENR_PWREN (1u << 28)

/* 84 MHz needs voltage scale 2 (RM0368, 5.1.3), which a reset selects: only confirmed here. */
static void select_voltage_scale_2(void) {
  RCC_APB1ENR |= RCC_APB1ENR_PWREN;
  PWR_CR = (PWR_CR & ~PWR_CR_VOS_MASK) | PWR_CR_VOS_SCALE_2;
}

/* Wait states before the clock rises; read back, as RM0368 3.4.1 demands. */
static void set_flash_latency(void) {
  FLASH_ACR = FLASH_ACR_LATENCY_2 | FLASH_ACR_PRFTEN | FLASH_ACR_ICEN | FLASH_ACR_DCEN;
  while ((FLASH_ACR & FLASH_ACR_LATENCY_MASK) != FLASH_ACR_LATENCY_2) {
  }
}

/* HSI 16 MHz / M 16 * N 336 / P 4 = 84 MHz; APB1 at half of it. */
static void run_from_pll(void) {
  RCC_PLLCFGR = RCC_PLLCFGR_M_16 | RCC_PLLCFGR_N_336 | RCC_PLLCFGR_P_4 | RCC_PLLCFGR_Q_7;
  RCC_CR |= RCC_CR_PLLON;
  while ((RCC_CR & RCC_CR_PLLRDY) == 0) {
  }
  RCC_CFGR = (RCC_CFGR & ~RCC_CFGR_SW_MASK) | RCC_CFGR_SW_PLL | RCC_CFGR_PPRE1_DIV2;
  while ((RCC_CFGR & RCC_CFGR_SWS_MASK) != RCC_CFGR_SWS_PLL) {
  }
}

void SystemInit(void) {
  select_voltage_scale_2();
  set_flash_latency();
  run_from_pll();
}
