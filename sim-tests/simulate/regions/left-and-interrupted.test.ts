import { expect, test } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { thumbProgram } from '../../support/thumb-program.ts';

async function run(functions: Readonly<Record<string, string>>, options: { region: string; layersOf?: string }) {
  const image = await thumbProgram(functions);
  const module = await loadSimulatorModule('cortex-m');
  return simulate(module, image, findDevice('stm32l475vg'), { maxCycles: 200_000, ...options });
}

test('calls behind one that was left by longjmp are measured', async () => {
  const { regions } = await run(
    {
      // The first call comes from deeper in the stack, and goes back to `start` without returning.
      start: 'mov r4, sp\n bl outer\n back: movs r0, #1\n bl work\n bl work\n b .',
      outer: 'push {lr}\n movs r0, #0\n bl work\n pop {pc}',
      work: 'cmp r0, #0\n bne 1f\n mov sp, r4\n b back\n 1: nop\n nop\n bx lr',
      tick: 'bx lr',
    },
    { region: 'work' },
  );
  expect(regions).toHaveLength(2);
});

test('a handler that runs at a call is not taken for what was called', async () => {
  const { layers } = await run(
    {
      // SysTick every 97 cycles: the loop drifts past it, so that it comes at every place of the loop.
      start: `ldr r0, =0xE000E010\n movs r1, #96\n str r1, [r0, #4]\n movs r1, #7\n str r1, [r0]
        bl loop\n b .\n .ltorg`,
      loop: 'push {r4, lr}\n movs r4, #200\n 1: bl first\n bl second\n subs r4, #1\n bne 1b\n pop {r4, pc}',
      first: 'nop\n bx lr',
      second: 'nop\n nop\n bx lr',
      tick: 'bx lr',
    },
    { region: 'loop', layersOf: 'loop' },
  );
  const inTurn = Array.from({ length: 200 }, () => ['first', 'second']).flat();
  expect(layers.map(({ symbol }) => symbol)).toEqual(inTurn);
});

test('a call that is under way when the time is up leaves the layers of the one that ended', async () => {
  const { regions, layers } = await run(
    {
      // The second call never comes back from its second layer.
      start: 'movs r4, #0\n 1: bl loop\n b 1b',
      loop: 'push {lr}\n bl first\n bl second\n pop {pc}',
      first: 'nop\n bx lr',
      second: 'adds r4, #1\n 1: adds r5, #1\n cmp r4, #2\n beq 1b\n bx lr',
      tick: 'bx lr',
    },
    { region: 'loop', layersOf: 'loop' },
  );
  expect(regions).toHaveLength(1);
  expect(layers.map(({ symbol }) => symbol)).toEqual(['first', 'second']);
});

test('a place that both the region and the layers wait for is watched until neither does', async () => {
  const { layers } = await run(
    {
      // One call instruction: of `work`, which is the region, then of `other`.
      start: 'bl loop\n b .',
      loop: `push {lr}\n ldr r5, =work + 1\n ldr r6, =other + 1\n movs r4, #2
        1: blx r5\n mov r5, r6\n subs r4, #1\n bne 1b\n bl other\n pop {pc}\n .ltorg`,
      work: 'nop\n bx lr',
      other: 'nop\n nop\n bx lr',
      tick: 'bx lr',
    },
    { region: 'work', layersOf: 'loop' },
  );
  expect(layers.map(({ symbol }) => symbol)).toEqual(['work', 'other', 'other']);
});

test.each([
  ['reset', 'start', 'adds r0, #1\n b start'],
  // SysTick every 97 cycles.
  [
    'an exception',
    'tick',
    'ldr r0, =0xE000E010\n movs r1, #96\n str r1, [r0, #4]\n movs r1, #7\n str r1, [r0]\n b .\n .ltorg',
  ],
])('a function that %s has entered is no region: nothing called it', async (_, region, start) => {
  await expect(run({ start, tick: 'bx lr' }, { region })).rejects.toThrow(/entered by a reset or an exception/);
});
