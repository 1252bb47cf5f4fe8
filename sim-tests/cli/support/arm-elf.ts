import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { writeInto } from './scratch.ts';

/** More memory than the STM32L475VG has, so that the linker lets too large programs pass. */
const linkerScript = `
MEMORY {
  FLASH (rx) : ORIGIN = 0x08000000, LENGTH = 16M
  RAM (rwx) : ORIGIN = 0x20000000, LENGTH = 16M
}
ENTRY(reset)
SECTIONS {
  .isr_vector : { KEEP(*(.isr_vector)) } > FLASH
  .text : { *(.text*) *(.rodata*) } > FLASH
  .data : { *(.data*) } > RAM AT > FLASH
  .bss : { *(.bss*) } > RAM
}`;

/** Vectors; the stack begins at the end of SRAM1. */
const prologue = `
.syntax unified
.cpu cortex-m4
.thumb
.section .isr_vector, "a"
.word 0x20018000
.word reset
.word hang @ NMI
.word hang @ HardFault
.text
.thumb_func
hang: b hang
.thumb_func
.global reset
.type reset, %function
reset:
`;

/** Ends the run by semihosting SYS_EXIT with ADP_Stopped_ApplicationExit (Arm semihosting, section 5.1.7). */
export const exitNow = `
  movs r0, #0x18
  ldr r1, =0x20026
  bkpt #0xab
`;

/**
 * Assembles a program for the STM32L475VG with arm-none-eabi-gcc.
 *
 * @param body GNU assembler from the reset handler on
 * @returns the path of the ELF file
 */
export function assembleElf(directory: string, name: string, body: string): string {
  const script = writeInto(directory, `${name}.ld`, linkerScript);
  const source = writeInto(directory, `${name}.s`, `${prologue}${body}\n.pool\n`);
  const elf = join(directory, `${name}.elf`);
  execFileSync('arm-none-eabi-gcc', ['-mcpu=cortex-m4', '-mthumb', '-nostdlib', '-T', script, source, '-o', elf]);
  return elf;
}

/** Four calls of a function of 3 instructions: MOVS 1, ADDS 1, BX LR 1 + P, P = 1..3 (DDI 0439, table 3-1). */
export const callsFour = `
  movs r4, #4
again:
  bl work
  subs r4, #1
  bne again
  ${exitNow}
.thumb_func
.global work
.type work, %function
work:
  movs r0, #1
  adds r0, #1
  bx lr
.size work, . - work
.pool
`;
