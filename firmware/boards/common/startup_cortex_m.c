/*
 * CMSIS-style start-up in C for any Cortex-M: vector table, memory initialisation, then SystemInit() and main().
 * A board gives the number of its device interrupts as PF_BOARD_INTERRUPTS in its board.h.
 */
#include <stdint.h>

#include "board.h"

#define CORE_EXCEPTIONS 15u

/* From the linker script: addresses, not objects. */
extern uint32_t __pf_stack_top[];
extern const uint32_t __pf_data_load[];
extern uint32_t __pf_data_start[];
extern uint32_t __pf_data_end[];
extern uint32_t __pf_bss_start[];
extern uint32_t __pf_bss_end[];

void Reset_Handler(void);
void Default_Handler(void);
void SystemInit(void);
int main(void);

typedef void (*handler_t)(void);

/* ARMv7-M Architecture Reference Manual, B1.5.3: the initial stack pointer, then one handler an exception number. */
typedef struct {
  uint32_t *initial_stack;
  handler_t handlers[CORE_EXCEPTIONS + PF_BOARD_INTERRUPTS];
} vector_table_t;

__attribute__((section(".vectors"), used)) const vector_table_t vectors = {
    .initial_stack = __pf_stack_top,
    .handlers = {Reset_Handler, [1 ... CORE_EXCEPTIONS + PF_BOARD_INTERRUPTS - 1] = Default_Handler},
};

/* Nothing here enables an interrupt, so whatever arrives is a fault: stay, where a debugger or simulator sees it. */
void Default_Handler(void) {
  for (;;) {
  }
}

/* Cortex-M4 Technical Reference Manual, 7.1: full access to coprocessors 10 and 11 switches the FPU on. */
static void enable_fpu(void) {
#if defined(__ARM_FP)
  volatile uint32_t *const cpacr = (volatile uint32_t *)0xE000ED88u;
  *cpacr |= 0xFu << 20;
  __asm__ volatile("dsb\n\tisb" : : : "memory");
#endif
}

void Reset_Handler(void) {
  enable_fpu();
  SystemInit();
  const uint32_t *from = __pf_data_load;
  for (uint32_t *to = __pf_data_start; to < __pf_data_end; ++to) {
    *to = *from++;
  }
  for (uint32_t *to = __pf_bss_start; to < __pf_bss_end; ++to) {
    *to = 0;
  }
  (void)main();
  for (;;) {
  }
}
