; Vectors and start-up of the ATmega4809, which Debian's avr-gcc has no device file for.
.section .vectors, "ax", @progbits
.global __vectors
__vectors:
  jmp __start
.rept 11
  jmp __unexpected
.endr
  jmp __vector_12
.rept 27
  jmp __unexpected
.endr

.section .text
__unexpected:
  break

.section .init0, "ax", @progbits
__start:
.section .init2, "ax", @progbits
  clr r1
  out 0x3f, r1
  ldi r28, 0xff
  ldi r29, 0x3f
  out 0x3d, r28
  out 0x3e, r29
.section .init9, "ax", @progbits
  call main
  break
