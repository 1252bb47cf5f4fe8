import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { block, blockBytes, blocksStart, dataBytes, dataStart } from './layout.ts';
import { resultFile } from './runner.ts';

/** The runner in ARMv6-M, which has no wide loads and no far branches: everything goes through r1. */
const source = (blockCount: number): string => `
  .syntax unified
  .cpu cortex-m0
  .thumb
  .word ${dataStart + dataBytes}, start + 1
  .rept 14
  .word stop + 1
  .endr
start:
  ldr r0, =${blocksStart}
load:
  ${(['control', 'primask', 'msp', 'psp'] as const)
    .map((name) => `ldr r1, [r0, #${specials[name] * 4}]\n msr ${name}, r1`)
    .join('\n ')}
  isb
  ${[8, 9, 10, 11, 12].map((register) => `ldr r1, [r0, #${register * 4}]\n mov r${register}, r1`).join('\n ')}
  ldr r1, [r0, #${block.linkRegister * 4}]
  mov lr, r1
  ldr r1, [r0, #${block.stackPointer * 4}]
  mov sp, r1
  ldr r1, [r0, #${block.flags * 4}]
  msr apsr_nzcvq, r1
  ldr r1, [r0, #${block.entry * 4}]
  bx r1
  .global store
  .thumb_func
store:
  ${(['control', 'primask', 'msp', 'psp'] as const)
    .map((name) => `mrs r1, ${name}\n str r1, [r0, #${specials[name] * 4}]`)
    .join('\n ')}
  mrs r1, apsr
  str r1, [r0, #${block.flags * 4}]
  mov r1, sp
  str r1, [r0, #${block.stackPointer * 4}]
  movs r1, #1
  str r1, [r0, #${block.done * 4}]
  ldr r1, =${blockBytes}
  adds r0, r0, r1
  ldr r1, =${blocksStart + blockCount * blockBytes}
  cmp r0, r1
  beq stop
  b load
  .global stop
  .thumb_func
stop:
  movs r0, #1
  ldr r1, =open_arguments
  bkpt #0xab
  ldr r1, =${dataStart}
  str r0, [r1]
  ldr r0, =${blocksStart}
  str r0, [r1, #4]
  ldr r0, =${blockCount * blockBytes}
  str r0, [r1, #8]
  movs r0, #5
  bkpt #0xab
  movs r0, #0x18
  ldr r1, =0x20026
  bkpt #0xab
  .ltorg
open_arguments: .word name, 5, ${resultFile.length}
name: .asciz "${resultFile}"
`;

const specials = {
  control: block.control,
  primask: block.primask,
  msp: block.mainStack,
  psp: block.processStack,
} as const;

/** Code of the runner, linked at 0, with the addresses that snippets and the host need. */
export interface BaselineRunner {
  readonly code: Uint8Array;
  /** Where a snippet goes when it is done, with its block's address in r0. */
  readonly storeAddress: number;
  readonly stopAddress: number;
}

/** Assembles the runner for ARMv6-M images with the given number of blocks. */
export function assembleBaselineRunner(blockCount: number): BaselineRunner {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-baseline-'));
  const path = (name: string): string => join(folder, name);
  try {
    writeFileSync(path('runner.s'), source(blockCount));
    execFileSync('arm-none-eabi-as', ['-o', path('runner.o'), path('runner.s')]);
    execFileSync('arm-none-eabi-ld', ['-n', '-Ttext=0', '-e', '0', '-o', path('runner.elf'), path('runner.o')]);
    execFileSync('arm-none-eabi-objcopy', ['-O', 'binary', path('runner.elf'), path('runner.bin')]);
    const symbols = execFileSync('arm-none-eabi-nm', [path('runner.elf')], { encoding: 'utf8' });
    const addressOf = (name: string): number =>
      Number.parseInt(new RegExp(`^(\\w+) T ${name}$`, 'm').exec(symbols)![1]!, 16);
    return {
      code: new Uint8Array(readFileSync(path('runner.bin'))),
      storeAddress: addressOf('store') & ~1,
      stopAddress: addressOf('stop') & ~1,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
