import { expect, test } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { PreflashError } from '../../src/errors/preflash-error.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import { assemble } from '../timing/assemble.ts';

/*
 * Firmware that goes wrong while it runs: each ends with one message that says what, where and what to do. What is
 * wrong with a file is in ../image/bad-files.test.ts.
 */

const program = (code: string, stack = '0x20008000', entry = 'start + 1'): string => `
  .syntax unified
  .thumb
  .global start
  .word ${stack}, ${entry}
  .thumb_func
  .type start, %function
start:
  ${code}
  .ltorg
  .size start, . - start
`;

async function failure(source: string, options: object = {}): Promise<PreflashError> {
  const image = await assemble(source);
  const run = simulate(await loadSimulatorModule('cortex-m'), image, findDevice('stm32l475vg'), {
    maxCycles: 1_000_000,
    ...options,
  });
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PreflashError);
  return error as PreflashError;
}

test.each<[string, string, RegExp]>([
  [
    'starts in data: the reset vector is even',
    program('nop', '0x20008000', '0x08000008'),
    /goes to 0x08100000, where this part has no memory/,
  ],
  ['starts where there is nothing', program('nop', '0x20008000', '0x60000001'), /vector at 0x08000000 has no handler/],
  ['has no reset vector', program('nop', '0x20008000', '0'), /writes 0x00000000, which is flash/],
  ['has its stack in flash', program('push {r0}\n b .', '0x08010000'), /writes 0x0800FFFC, which is flash/],
  [
    'has its stack where there is nothing',
    program('push {r0}\n b .', '0x30000000'),
    /writes 0x2FFFFFFC, where this part has no memory/,
  ],
  ['jumps into data', program('ldr r0, =0x20000101\n bx r0'), /goes to 0x20018000, where this part has no memory/],
  ['jumps to an address without the Thumb bit', program('ldr r0, =0x08000100\n bx r0'), /bit 0 is clear/],
  ['jumps to nowhere', program('ldr r0, =0xdeadbeef\n bx r0'), /goes to 0xDEADBEEE, where this part has no memory/],
  ['falls off its end', program('ldr pc, =0x08000201'), /goes to 0x08100000, where this part has no memory/],
  ['writes its own code', program('ldr r0, =0x08000000\n str r0, [r0]'), /writes 0x08000000, which is flash/],
  [
    'reads through a null pointer that is none',
    program('ldr r0, =0x70000000\n ldr r0, [r0]'),
    /reads 0x70000000, where/,
  ],
  ['executes an undefined instruction', program('.short 0xde01'), /undefined/],
  ['uses the FPU without switching it on', program('vadd.f32 s0, s0, s0'), /FPU while access to it is off/],
  ['calls a service nobody serves', program('svc 0'), /vector at 0x0800002C has no handler/],
  ['stops at an assertion', program('bkpt 3'), /breakpoint \(BKPT 3\)/],
  ['waits for an interrupt that nobody set up', program('wfi\n b .'), /never ends/],
  ['loops for ever', program('movs r0, #0\n1: adds r0, #1\n b 1b'), /still running after/],
  [
    'uses a peripheral that is not modelled',
    program('ldr r0, =0x50060800\n ldr r0, [r0]'),
    /peripheral register 0x50060800/,
  ],
  [
    'loads several words from an odd address',
    program('ldr r0, =0x20000001\n ldm r0, {r1, r2}'),
    /0x20000001, which is not aligned/,
  ],
  [
    'overflows its stack',
    program('1: push {r0-r7}\n b 1b', '0x20000100'),
    /writes 0x1FFFFF[0-9A-F]{2}, where this part has no memory/,
  ],
])('firmware that %s', async (_, source, message) => {
  const error = await failure(source);
  expect(error.message).toMatch(message);
  expect(error.advice.length).toBeGreaterThan(20);
});

test('a fault names the function it happened in', async () => {
  expect((await failure(program('ldr r0, =0x70000000\n ldr r0, [r0]'))).message).toMatch(/^start at 0x0800000C/);
});

test('a region that is not in the image is refused before the run', async () => {
  expect((await failure(program('b .'), { region: 'invoke' })).message).toMatch(/--region invoke/);
});
