/* SystemClock_Config() in the order a project generator has it: voltage, oscillator, PLL, latency, switch. */

#include "board.h"
#include "stm32l475.h"

#define TIMEOUT_MS 2u

uint32_t SystemCoreClock = 4000000u;

static void wait_until(reg_t *reg, uint32_t mask, uint32_t value) {
  const uint32_t start = tick_get();
  while ((*reg & mask) != value) {
    if (tick_get() - start > TIMEOUT_MS) {
      Error_Handler();
    }
  }
}

/* RM0351, 5.1.8: 80 MHz needs range 1. */
static void select_voltage_range_1(void) {
  RCC->APB1ENR1 |= RCC_APB1ENR1_PWREN;
  PWR->CR1 = (PWR->CR1 & ~PWR_CR1_VOS) | PWR_CR1_VOS_0;
  wait_until(&PWR->SR2, PWR_SR2_VOSF, 0);
}

/* MSI 4 MHz / M 1 * N 40 / R 2. */
static void start_pll(void) {
  wait_until(&RCC->CR, RCC_CR_MSIRDY, RCC_CR_MSIRDY);
  RCC->PLLCFGR = RCC_PLLCFGR_PLLSRC_MSI | (40u << RCC_PLLCFGR_PLLN_Pos) | RCC_PLLCFGR_PLLREN;
  RCC->CR |= RCC_CR_PLLON;
  wait_until(&RCC->CR, RCC_CR_PLLRDY, RCC_CR_PLLRDY);
}

/* RM0351, 3.3.3: the new latency is read back before the clock rises. */
static void set_latency(void) {
  FLASH->ACR = FLASH_ACR_LATENCY_4WS | FLASH_ACR_ICEN | FLASH_ACR_DCEN;
  wait_until(&FLASH->ACR, FLASH_ACR_LATENCY, FLASH_ACR_LATENCY_4WS);
}

void SystemClock_Config(void) {
  select_voltage_range_1();
  start_pll();
  set_latency();
  RCC->CFGR = (RCC->CFGR & ~RCC_CFGR_SW) | RCC_CFGR_SW_PLL;
  wait_until(&RCC->CFGR, RCC_CFGR_SWS, RCC_CFGR_SWS_PLL);
  SystemCoreClock = 80000000u;
  tick_init();
}
