import { describe, expect, it } from 'vitest';
import { functionCosts } from '../../../src/cost/profile.ts';
import { findDevice } from '../../../src/devices/index.ts';
import type { FirmwareImage } from '../../../src/image/types.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { renderSpeedscope } from '../../../src/report/profile/speedscope.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { cycleCauses, type RunTrace } from '../../../src/simulate/types.ts';
import { assembleAvr } from '../../support/assemble-avr.ts';
import { assemble } from '../../timing/assemble.ts';

type Functions = Readonly<Record<string, string>>;

const asFunctions = (functions: Functions, kind: string): string =>
  Object.entries(functions)
    .map(
      ([name, body]) =>
        `${kind}\n.type ${name}, ${kind === '' ? '@' : '%'}function\n${name}:\n${body}\n.size ${name}, . - ${name}`,
    )
    .join('\n');

async function profileOf(image: FirmwareImage, device: string, region: string | undefined) {
  const module = await loadSimulatorModule(image.machine === 'avr' ? 'avr' : 'cortex-m');
  const options = { maxCycles: 1_000_000, region };
  const [plain, trace] = [
    await simulate(module, image, findDevice(device), options),
    await simulate(module, image, findDevice(device), { ...options, profile: true }),
  ];
  return { plain, trace, functions: functionCosts(trace.profile ?? []) };
}

const thumb = (functions: Functions) =>
  assemble(
    `.syntax unified\n .thumb\n .global start\n .word 0x20008000, start + 1\n .rept 14\n .word tick + 1\n .endr\n` +
      asFunctions(functions, '.thumb_func'),
  );

const measuredOf = (trace: RunTrace) => trace.regions.at(-1) ?? trace.total;

function expectWhole({ plain, trace, functions }: Awaited<ReturnType<typeof profileOf>>): void {
  const { cycles, byCause } = measuredOf(trace);
  // The profile does not change what it measures.
  expect({ cycles, byCause }).toEqual({ cycles: measuredOf(plain).cycles, byCause: measuredOf(plain).byCause });
  expect(functions.reduce((sum, { ownCycles }) => sum + ownCycles, 0)).toBe(cycles);
  for (const cause of cycleCauses) {
    expect(
      functions.reduce((sum, { ownByCause }) => sum + ownByCause[cause], 0),
      cause,
    ).toBe(byCause[cause]);
  }
}

/** Calls, a recursion, a jump in place of a call, and a timer's interrupt every 97 cycles. */
const busy: Functions = {
  start: `ldr r0, =0xE000E010\n movs r1, #96\n str r1, [r0, #4]\n movs r1, #7\n str r1, [r0]
    1: bl outer\n b 1b\n .ltorg`,
  outer: 'push {r4, lr}\n movs r4, #20\n 1: movs r0, #4\n bl recurse\n bl first\n subs r4, #1\n bne 1b\n pop {r4, pc}',
  recurse: 'push {lr}\n subs r0, #1\n beq 1f\n bl recurse\n 1: pop {pc}',
  first: 'nop\n nop\n b second',
  tick: 'nop\n bx lr',
  second: '.rept 5\n nop\n .endr\n bx lr',
};

describe('a profile of a Cortex-M', () => {
  it('has every cycle of the region in one function, for each cause', async () => {
    const profile = await profileOf(await thumb(busy), 'stm32l475vg', 'outer');
    expectWhole(profile);
    const byName = new Map(profile.functions.map((called) => [called.name, called]));
    expect(byName.get('outer')?.cycles).toBe(measuredOf(profile.trace).cycles);
    expect(byName.get('recurse')).toMatchObject({ calls: 20 * 4 });
    expect(byName.get('second')).toMatchObject({ calls: 20 });
    // One cycle an instruction: its two NOPs and B, and the five and BX.
    expect(byName.get('first')?.ownByCause.issue).toBe(20 * 3);
    expect(byName.get('second')?.ownByCause.issue).toBe(20 * 6);
    expect(byName.get('tick')?.calls).toBeGreaterThan(5);
    // PUSH, SUBS, BEQ each time, BL in three of four, and POP.
    expect(byName.get('recurse')?.ownByCause.issue).toBe(20 * (4 * 4 + 3));
  });

  it('of a whole run begins at reset', async () => {
    const image = await thumb({ ...busy, start: 'bl outer\n movs r0, #0x18\n ldr r1, =0x20026\n bkpt #0xab\n .ltorg' });
    const profile = await profileOf(image, 'stm32l475vg', undefined);
    expectWhole(profile);
    expect(profile.functions.find(({ name }) => name === 'start')?.cycles).toBe(profile.trace.total.cycles);
  });

  it('goes on behind a longjmp with the function that was jumped to', async () => {
    const image = await thumb({
      start: 'bl outer\n b .',
      outer: `push {r4, lr}\n mov r4, sp\n bl deep\n back: bl shallow\n pop {r4, pc}`,
      deep: 'push {r4, lr}\n bl deeper\n pop {r4, pc}',
      deeper: 'push {r4, lr}\n mov sp, r4\n b back',
      shallow: 'nop\n bx lr',
      tick: 'bx lr',
    });
    const profile = await profileOf(image, 'stm32l475vg', 'outer');
    expectWhole(profile);
    const [outer] = profile.trace.profile ?? [];
    expect(outer?.callees.map(({ symbol }) => symbol)).toEqual(['deep', 'shallow']);
  });
});

describe('a profile of an AVR', () => {
  it.each(['atmega328p', 'atmega4809', 'atmega2560'])(
    'has every cycle of the region in one function: %s',
    async (part) => {
      const functions = asFunctions(
        {
          outer: 'ldi r24, 3\n 1: rcall first\n call second\n dec r24\n brne 1b\n ret',
          first: 'push r24\n pop r24\n rjmp second',
          second: 'nop\n nop\n ret',
        },
        '',
      );
      const image = await assembleAvr(`rcall outer\n break\n${functions}`, part);
      const profile = await profileOf(image, part, 'outer');
      expectWhole(profile);
      const byName = new Map(profile.functions.map((called) => [called.name, called]));
      expect(byName.get('outer')?.cycles).toBe(measuredOf(profile.trace).cycles);
      expect(byName.get('second')).toMatchObject({ calls: 6 });
      expect(byName.get('second')?.ownByCause.issue).toBe(6 * 3);
      expect(byName.get('first')?.ownByCause.issue).toBe(3 * 3);
    },
  );
});

describe('the profile for speedscope', () => {
  // https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources
  it('has a stack and its cycles for each way a function was called', async () => {
    const { trace } = await profileOf(await thumb(busy), 'stm32l475vg', 'outer');
    const file = JSON.parse(renderSpeedscope(trace.profile ?? [], 'busy.elf', '1.2.3'));
    const { frames } = file.shared;
    const [all, ...causes] = file.profiles;
    expect(all).toMatchObject({ type: 'sampled', name: 'cycles', unit: 'none', startValue: 0 });
    expect(all.samples).toHaveLength(all.weights.length);
    expect(all.endValue).toBe(measuredOf(trace).cycles);
    const stacks = all.samples.map((sample: number[]) => sample.map((frame) => frames[frame].name).join(' '));
    expect(stacks).toContain('outer');
    expect(stacks).toContain('outer recurse recurse recurse recurse');
    expect(stacks).toContain('outer second');
    expect(causes.reduce((sum: number, { endValue }: { endValue: number }) => sum + endValue, 0)).toBe(all.endValue);
  });
});
