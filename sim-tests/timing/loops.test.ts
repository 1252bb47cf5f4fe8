import { expect, test } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../src/simulate/cortex-m/machine.ts';
import { assemble } from './assemble.ts';

/*
 * The quick loop charges whole blocks and settles what is asked for within one; the careful loop takes one instruction
 * at a time. Whatever the firmware does, and wherever a slice ends, nobody may see which of them ran.
 */

/** Calls, IT blocks, a run of more instructions than a block has, tables, divides, the FPU, unaligned and flash data, DWT and SysTick reads, SysTick interrupts. */
const program = (acr: number): string => `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, tick + 1
  .thumb_func
start:
  ldr r0, =0xe000ed88
  ldr r1, =0x00f00000
  str r1, [r0]
  ldr r0, =0x40022000
  ldr r1, =${acr}
  str r1, [r0]
  ldr r0, =0xe000edfc
  mov r1, #0x01000000
  str r1, [r0]
  ldr r0, =0xe0001000
  mov r1, #1
  str r1, [r0]
  ldr r0, =0xe000e010
  ldr r1, =997
  str r1, [r0, #4]
  mov r1, #7
  str r1, [r0]
  mov r7, #0
  ldr r6, =0x20000100
  vmov.f32 s0, #1.5
again:
  add r7, #1
  mov r0, r7
  bl work
  str r0, [r6]
  ldr r1, =0xe0001004
  ldr r2, [r1]
  eor r8, r8, r2
  ldr r1, =0xe000e018
  ldr r3, [r1]
  eors r8, r3
  and r4, r7, #3
  tbb [pc, r4]
  .byte (zero - table) / 2, (one - table) / 2, (two - table) / 2, (one - table) / 2
table:
zero:
  adds r0, #1
  nop
one:
  vdiv.f32 s1, s0, s0
  adds r0, #3
  vadd.f32 s2, s1, s0
two:
  ldr r5, [r6, #1]
  ldr r5, constants
  udiv r5, r5, r7
  cmp r5, #9
  itte hi
  addhi r9, #1
  ldrhi r10, constants
  subls r9, #1
  b again
  .align 2
constants:
  .word 123456
  .ltorg
  .thumb_func
work:
  push {r4, r5, lr}
  .rept 300
  nop
  .endr
  and r5, r0, #7
  adds r5, #1
1:
  mul r4, r0, r5
  str r4, [r6, r5, lsl #2]
  ldrb r3, [r6, r5]
  add r0, r0, r3
  subs r5, #1
  bne 1b
  cmp r0, #0
  it eq
  popeq {r4, r5, pc}
  pop {r4, r5, pc}
  .thumb_func
tick:
  add r11, #1
  bx lr
`;

async function boot(image: FirmwareImage, careful: boolean): Promise<CortexMMachine> {
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), findDevice('stm32l475vg'));
  if (careful) machine.executeCarefully();
  machine.load(image);
  return machine;
}

function stateOf(machine: CortexMMachine, start: ReturnType<CortexMMachine['snapshot']>): unknown {
  const registers = Array.from({ length: 15 }, (_, number) => machine.register(number));
  return { pc: machine.pc, registers, ...machine.interval(start, machine.snapshot()), lowestSp: machine.lowestSp };
}

const flash = { latency4: 4, prefetch: 1 << 8, instructionCache: 1 << 9, dataCache: 1 << 10 };

test.each([
  ['no wait states', 0],
  ['four wait states, both caches', flash.latency4 | flash.instructionCache | flash.dataCache],
  ['four wait states, no caches', flash.latency4],
  ['four wait states, caches and prefetch', 0x700 | flash.latency4],
  ['four wait states, prefetch alone', flash.latency4 | flash.prefetch],
])('both loops show the same machine at the end of every slice: %s', async (_, acr) => {
  const image = await assemble(program(acr));
  const [quick, careful] = [await boot(image, false), await boot(image, true)];
  const [quickStart, carefulStart] = [quick.snapshot(), careful.snapshot()];
  for (let slice = 0; slice < 600; slice++) {
    const cycles = 1 + ((slice * 7919) % 1777);
    quick.runFor(cycles);
    careful.runFor(cycles);
    expect(stateOf(quick, quickStart), `after slice ${slice} of ${cycles} cycles`).toEqual(
      stateOf(careful, carefulStart),
    );
  }
  expect(quick.register(11)).toBeGreaterThan(100);
});
