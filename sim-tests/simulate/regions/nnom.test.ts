import { expect, test } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import type { Machine } from '../../../src/simulate/machine.ts';
import { AnswerRecorder } from '../../../src/simulate/nnom/answer-recorder.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { assemble } from '../../timing/assemble.ts';

/** A function of so many NOPs that calls nothing. */
const leaf = (name: string, nops: number): string => `
  .thumb_func
  .type ${name}, %function
${name}:
  .rept ${nops}
  nop
  .endr
  bx lr
  .size ${name}, . - ${name}
`;

/** Shaped as NNoM: model_run() runs each layer by layer_run(), which calls its kernel and, where there is one, its activation. */
const program = (layer: string): string => `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1
  .thumb_func
  .type start, %function
start:
  bl model_run
  b .
  .size start, . - start
  .thumb_func
  .type model_run, %function
model_run:
  push {r4, lr}
  ldr r0, =dense_run + 1
  ldr r1, =relu_run + 1
  bl ${layer}
  ldr r0, =softmax_run + 1
  movs r1, #0
  bl ${layer}
  pop {r4, pc}
  .ltorg
  .size model_run, . - model_run
  .thumb_func
  .type ${layer}, %function
${layer}:
  push {r4, lr}
  mov r4, r1
  blx r0
  cbz r4, 1f
  blx r4
1: pop {r4, pc}
  .size ${layer}, . - ${layer}
${leaf('dense_run', 20)}${leaf('relu_run', 5)}${leaf('softmax_run', 9)}`;

const run = async (source: string) =>
  simulate(await loadSimulatorModule('cortex-m'), await assemble(source), findDevice('stm32l475vg'), {
    maxCycles: 1_000_000,
  });

test('an inference of NNoM and its layers are found by themselves; an activation belongs to the layer before it', async () => {
  const { regions, layers } = await run(program('layer_run'));
  // PUSH, MOV, BLX, the kernel and its return, CBZ, POP; with an activation BLX, it and its return as well.
  expect(layers.map(({ symbol, instructions }) => [symbol, instructions])).toEqual([
    ['dense_run', 6 + 20 + 2 + 5],
    ['softmax_run', 6 + 9],
  ]);
  // PUSH, LDR, LDR, BL, LDR, MOVS, BL, POP around them.
  expect(regions.map(({ symbol, instructions }) => [symbol, instructions])).toEqual([['model_run', 33 + 15 + 8]]);
});

test('a function that happens to be called model_run is not taken for it', async () => {
  // Nothing was measured, so that the loop at its end is no end of a measurement.
  await expect(run(program('another'))).rejects.toThrow(/never ends/);
});

/** An inference that adds one to each byte of its input, called twice on other values, before the input changes once more. */
const answering = `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1
  .thumb_func
  .type start, %function
start:
  ldr r0, =0x05060708
  bl feed
  bl model_run
  ldr r0, =0x0a0c0e10
  bl feed
  bl model_run
  movs r0, #0
  bl feed
  b .
  .size start, . - start
feed:
  ldr r1, =nnom_input_data
  str r0, [r1]
  bx lr
  .thumb_func
  .type model_run, %function
model_run:
  push {r4, lr}
  bl layer_run
  pop {r4, pc}
  .size model_run, . - model_run
  .thumb_func
  .type layer_run, %function
layer_run:
  ldr r1, =nnom_input_data
  ldr r0, [r1]
  ldr r2, =0x01010101
  add r0, r2
  ldr r1, =nnom_output_data
  str r0, [r1]
  bx lr
  .size layer_run, . - layer_run
  .ltorg
  .macro buffer name, address
  .global \\name
  .set \\name, \\address
  .type \\name, %object
  .size \\name, 4
  .endm
  buffer nnom_input_data, 0x20000100
  buffer nnom_output_data, 0x20000200`;

test('what the last inference was given and what it answered are read from the buffers of weights.h', async () => {
  const { answered } = await run(answering);
  expect(answered).toEqual({
    inputs: [Uint8Array.of(0x10, 0x0e, 0x0c, 0x0a)],
    outputs: [Uint8Array.of(0x11, 0x0f, 0x0d, 0x0b)],
  });
});

test('of firmware with two models nothing tells which buffers are whose', async () => {
  const { symbols } = await assemble(answering);
  const machine = { watch: () => {} } as unknown as Machine;
  const input = symbols.find(({ name }) => name === 'nnom_input_data')!;
  expect(AnswerRecorder.of(machine, symbols, 0)).toBeDefined();
  expect(AnswerRecorder.of(machine, [...symbols, { ...input, address: 0x2000_0300 }], 0)).toBeUndefined();
});
