import { expect, test } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../src/simulate/cortex-m/machine.ts';
import type { Machine } from '../../src/simulate/machine.ts';
import { loadAssembly } from '../support/assemble-avr.ts';
import { assemble } from '../timing/assemble.ts';

const rounds = 50;

async function cortexM(): Promise<{ machine: Machine; work: number }> {
  const image = await assemble(`
    .syntax unified
    .thumb
    .global start
    .word 0x20008000, start + 1
    .thumb_func
    start: movs r4, #${rounds}
    1: bl work
    subs r4, #1
    bne 1b
    movs r0, #0x18
    ldr r1, =0x20026
    bkpt #0xab
    .thumb_func
    .type work, %function
    work: nop
    bx lr`);
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), findDevice('stm32l475vg'));
  machine.load(image);
  return { machine, work: image.symbols.find(({ name }) => name === 'work')!.address };
}

async function avr(): Promise<{ machine: Machine; work: number }> {
  const machine = await loadAssembly(
    `rjmp main\n .type work, @function\n work: nop\n ret\n main: ldi r16, ${rounds}\n 1: rcall work\n dec r16\n brne 1b\n break`,
    'atmega4809',
  );
  return { machine, work: 2 };
}

/** How often the run stops in front of `work`, in slices of that many cycles. */
async function stops(load: typeof cortexM, sliceCycles: number): Promise<number> {
  const { machine, work } = await load();
  machine.watch(work);
  let count = 0;
  for (let end = machine.runFor(sliceCycles); end !== 'exit'; end = machine.runFor(sliceCycles)) {
    if (end === 'watch') {
      expect(machine.pc).toBe(work);
      count++;
    }
  }
  return count;
}

test.each([
  ['Cortex-M', cortexM],
  ['AVR', avr],
])('a watched instruction stops the run each time, wherever slices end: %s', async (_, load) => {
  for (const slice of [1, 2, 3, 7, 100, 1_000_000]) {
    expect(await stops(load, slice), `slices of ${slice} cycles`).toBe(rounds);
  }
});

test.each([3, 7, 100_000])(
  'so does one in RAM that is copied there later, beside data that changes: slices of %i',
  async (slice) => {
    const [ram, data] = [0x2000_0000, 0x2000_0800];
    const image = await assemble(`
    .syntax unified
    .thumb
    .global start
    .word 0x20008000, start + 1
    .thumb_func
    start: ldr r0, =work
    ldr r1, [r0]
    ldr r2, [r0, #4]
    ldr r6, =${ram}
    stm r6!, {r1, r2}
    ldr r6, =${ram + 1}
    ldr r7, =${data}
    movs r4, #${rounds}
    movs r5, #0
    1: str r4, [r7]
    blx r6
    subs r4, #1
    bne 1b
    movs r0, #0x18
    ldr r1, =0x20026
    bkpt #0xab
    .ltorg
    .balign 4
    work: add.w r5, r5, #1
    str r5, [r7, #4]
    bx lr`);
    const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), findDevice('stm32l475vg'));
    machine.load(image);
    machine.watch(ram);
    machine.watch(ram + 4);
    const seen: number[] = [];
    for (let end = machine.runFor(slice); end !== 'exit'; end = machine.runFor(slice)) {
      if (end === 'watch') seen.push(machine.pc);
    }
    expect(seen).toEqual(Array.from({ length: rounds }, () => [ram, ram + 4]).flat());
    expect(machine.readWord(data + 4)).toBe(rounds);
  },
);
