import { expect, test } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { assemble } from '../../timing/assemble.ts';

/** `outer` calls `first` directly, `second` through a register, and itself once; each burns a known number of NOPs. */
const program = `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1
  .thumb_func
  .type start, %function
start:
  movs r4, #3
1: movs r0, #1
  bl outer
  subs r4, #1
  bne 1b
  b .
  .size start, . - start
  .thumb_func
  .type outer, %function
outer:
  push {r4, lr}
  mov r4, r0
  bl first
  ldr r3, =second + 1
  blx r3
  cbz r4, 2f
  movs r0, #0
  bl outer
2: pop {r4, pc}
  .ltorg
  .size outer, . - outer
  .thumb_func
  .type first, %function
first:
  .rept 10
  nop
  .endr
  bx lr
  .size first, . - first
  .thumb_func
  .type second, %function
second:
  .rept 100
  nop
  .endr
  bx lr
  .size second, . - second
`;

async function run(options: { region?: string; layersOf?: string }) {
  const image = await assemble(program);
  return simulate(await loadSimulatorModule('cortex-m'), image, findDevice('stm32l475vg'), {
    maxCycles: 1_000_000,
    ...options,
  });
}

test('the direct callees of a function are its layers, in time order; what they call belongs to them', async () => {
  const { regions, layers } = await run({ region: 'outer', layersOf: 'outer' });
  expect(regions).toHaveLength(3);
  expect(layers.map(({ symbol }) => symbol)).toEqual(['first', 'second', 'outer']);
  const [first, second, inner] = layers.map(({ instructions }) => instructions);
  // A call instruction, the NOPs and the return.
  expect(first).toBe(12);
  expect(second).toBe(102);
  // PUSH, MOV, the two calls with the LDR between them, CBZ, POP, and the BL that called it.
  expect(inner).toBe(12 + 102 + 6);
});

test('layers and what lies between them add up to the region', async () => {
  const { regions, layers } = await run({ layersOf: 'outer' });
  const inLayers = layers.reduce((sum, { instructions }) => sum + instructions, 0);
  // PUSH, MOV, LDR, CBZ, MOVS, POP.
  expect(regions.at(-1)?.instructions).toBe(inLayers + 6);
});

test('NAME#2 ends the run behind the second call', async () => {
  expect((await run({ region: 'outer#2' })).regions).toHaveLength(2);
});

test('a function that calls nothing has no layers', async () => {
  await expect(run({ layersOf: 'first' })).rejects.toThrow(/makes no calls/);
});
