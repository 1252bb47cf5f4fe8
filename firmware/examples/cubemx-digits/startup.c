/* Start-up as a project generator writes it: vectors, .data, .bss, SystemInit(), constructors, main(). */
#include "board.h"
#include "stm32l475.h"

#define CORE_EXCEPTIONS 15u
#define DEVICE_INTERRUPTS 82u
#define CPACR_FPU_FULL_ACCESS (0xFu << 20)

/* From the linker script: addresses, not objects. */
extern uint32_t _estack[];
extern const uint32_t _sidata[];
extern uint32_t _sdata[], _edata[], _sbss[], _ebss[];

void __libc_init_array(void);
int main(void);
void Reset_Handler(void);

/* Called around the constructors; there are none, and newlib wants both. */
void _init(void) {}
void _fini(void) {}

void Default_Handler(void) {
  for (;;) {
  }
}

typedef void (*handler_t)(void);

typedef struct {
  uint32_t *initial_stack;
  handler_t handlers[CORE_EXCEPTIONS + DEVICE_INTERRUPTS];
} vector_table_t;

#define EXCEPTION(number) [(number) - 1u]
#define INTERRUPT(number) [CORE_EXCEPTIONS + (number)]

__attribute__((section(".isr_vector"), used)) const vector_table_t vectors = {
    .initial_stack = _estack,
    .handlers =
        {
            EXCEPTION(1) = Reset_Handler,
            EXCEPTION(2) = Default_Handler,
            EXCEPTION(3) = Default_Handler,
            EXCEPTION(4) = Default_Handler,
            EXCEPTION(5) = Default_Handler,
            EXCEPTION(6) = Default_Handler,
            EXCEPTION(15) = SysTick_Handler,
            INTERRUPT(USART1_IRQn) = USART1_IRQHandler,
        },
};

/* Cortex-M4 Technical Reference Manual, 7.1: the FPU is off after reset. */
static void SystemInit(void) {
  SCB_CPACR |= CPACR_FPU_FULL_ACCESS;
  __asm__ volatile("dsb\n\tisb" : : : "memory");
}

void Reset_Handler(void) {
  SystemInit();
  const uint32_t *from = _sidata;
  for (uint32_t *to = _sdata; to < _edata; ++to) {
    *to = *from++;
  }
  for (uint32_t *to = _sbss; to < _ebss; ++to) {
    *to = 0;
  }
  __libc_init_array();
  (void)main();
  Default_Handler();
}
