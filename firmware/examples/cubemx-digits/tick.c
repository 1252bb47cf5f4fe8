/* Milliseconds from the SysTick interrupt. */
#include "board.h"
#include "stm32l475.h"

#define TICKS_PER_SECOND 1000u

static volatile uint32_t milliseconds;

void tick_init(void) {
  SysTick->LOAD = SystemCoreClock / TICKS_PER_SECOND - 1u;
  SysTick->VAL = 0;
  SysTick->CTRL = SysTick_CTRL_CLKSOURCE | SysTick_CTRL_TICKINT | SysTick_CTRL_ENABLE;
}

void SysTick_Handler(void) { ++milliseconds; }

uint32_t tick_get(void) { return milliseconds; }

void delay_ms(uint32_t duration_ms) {
  const uint32_t start = milliseconds;
  /* One more, for the part of a millisecond that has passed already. */
  while (milliseconds - start < duration_ms + 1u) {
  }
}
