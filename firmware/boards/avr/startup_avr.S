/*
 * Start-up of any AVR: vector table, stack, memory initialisation, then system_init() and main(). A board gives the
 * number of its vectors as PF_BOARD_VECTORS, and the I/O addresses of SREG and SP as the architecture has them.
 */
#include "board.h"

#define SREG 0x3F
#define SPH 0x3E
#define SPL 0x3D
#define RAMPZ 0x3B
#define EIND 0x3C

  .section .vectors, "ax", @progbits
  .global __vectors
__vectors:
  jmp pf_reset
  .rept PF_BOARD_VECTORS - 1
  jmp pf_unexpected_interrupt
  .endr

  .section .text.pf_reset, "ax", @progbits

/* Nothing here enables an interrupt, so whatever arrives is a fault: stay, where a debugger or simulator sees it. */
  .global pf_unexpected_interrupt
pf_unexpected_interrupt:
  rjmp pf_unexpected_interrupt

  .global pf_reset
pf_reset:
  clr r1
  out SREG, r1
  ldi r28, lo8(__pf_stack_top)
  ldi r29, hi8(__pf_stack_top)
  out SPH, r29
  out SPL, r28
#ifdef __AVR_3_BYTE_PC__
  out EIND, r1
#endif

/* .data from its load address in flash: ELPM reaches past the first 64 KiB. */
  ldi r26, lo8(__pf_data_start)
  ldi r27, hi8(__pf_data_start)
  ldi r30, lo8(__pf_data_load)
  ldi r31, hi8(__pf_data_load)
  ldi r17, hi8(__pf_data_end)
#ifdef __AVR_HAVE_ELPM__
  ldi r16, hh8(__pf_data_load)
  out RAMPZ, r16
#endif
  rjmp 2f
1:
#ifdef __AVR_HAVE_ELPM__
  elpm r0, Z+
#else
  lpm r0, Z+
#endif
  st X+, r0
2:
  cpi r26, lo8(__pf_data_end)
  cpc r27, r17
  brne 1b
#ifdef __AVR_HAVE_ELPM__
  out RAMPZ, r1
#endif

/* .bss follows .data. */
  ldi r17, hi8(__pf_bss_end)
  rjmp 4f
3:
  st X+, r1
4:
  cpi r26, lo8(__pf_bss_end)
  cpc r27, r17
  brne 3b

  call system_init
  call main
5:
  rjmp 5b
