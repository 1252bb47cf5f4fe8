import { beforeAll, describe, expect, test } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { cortexM0Plus } from '../../wasm/cortex-m/timing/cortex-m0plus.ts';
import { cortexM3 } from '../../wasm/cortex-m/timing/cortex-m3.ts';
import { cortexM4F } from '../../wasm/cortex-m/timing/cortex-m4.ts';
import { coreCases, floatCases, type TimingCase } from './core-cases.ts';
import { m0PlusCases } from './m0plus-cases.ts';
import { m3Cases } from './m3-cases.ts';
import { Stopwatch, zeroWaitPart } from './stopwatch.ts';

const cores = [
  { model: cortexM4F, cases: [...coreCases, ...floatCases] },
  { model: cortexM3, cases: m3Cases },
  { model: cortexM0Plus, cases: m0PlusCases },
];

/** Each case word-aligned with labels of its own, and room for the literals of its set-up. */
const sourceOf = ({ setup = '', code }: TimingCase, index: number): string => `
  .balign 8
setup_${index}:
  ${setup}
  .balign 4
begin_${index}:
  ${code}
end_${index}:
  nop
  b .
  .ltorg
`;

const rangeOf = (cycles: TimingCase['cycles']): readonly [number, number] =>
  typeof cycles === 'number' ? [cycles, cycles] : cycles;

describe.each(cores)('sequences take the cycles of the manual on zero-wait memory: $model.id', ({ model, cases }) => {
  let stopwatch: Stopwatch;

  beforeAll(async () => {
    stopwatch = await Stopwatch.boot(cases.map(sourceOf).join('\n'), zeroWaitPart(model.id));
  });

  test.each(cases.map((timingCase, index) => ({ ...timingCase, index })))('$name', ({ cycles, source, index }) => {
    stopwatch.goTo(`setup_${index}`);
    stopwatch.runTo(`begin_${index}`);
    const measured = stopwatch.until(`end_${index}`);
    const [least, most] = rangeOf(cycles);
    expect(measured, source).toBeGreaterThanOrEqual(least);
    expect(measured, source).toBeLessThanOrEqual(most);
  });

  test('every row of the timing table is in a case', () => {
    const rows = Object.keys(model.timing);
    expect(rows.filter((row) => !cases.some(({ covers }) => covers.includes(row)))).toEqual([]);
  });
});

describe('what depends on more than the instruction', () => {
  test('a 32-bit target across a word boundary costs one cycle more', async () => {
    // "Pipeline refill depends on the alignment and width of the target instruction": table 3-1, note.
    const watch = await Stopwatch.boot(`
      .balign 4
    aligned: b.w 1f
      .balign 4
    1: add.w r0, r1, r2
    aligned_end: nop
      .balign 4
    crossing: b.w 2f
      .balign 4
      nop
    2: add.w r0, r1, r2
    crossing_end: nop
    `);
    expect(watch.measure('crossing', 'crossing_end') - watch.measure('aligned', 'aligned_end')).toBe(1);
  });

  test('the small multiplier of a Cortex-M0+ takes 32 cycles', async () => {
    // Cortex-M0+ TRM (ARM DDI 0484C) table 3-1, note a.
    const part = { ...zeroWaitPart('cortex-m0plus'), cortexM: { multiplyCycles: 32 as const } };
    const watch = await Stopwatch.boot('begin: muls r0, r1\nend: nop\n', part);
    expect(watch.measure('begin', 'end')).toBe(32);
  });

  test('the single-cycle I/O port of a Cortex-M0+ takes one cycle an access', async () => {
    // Cortex-M0+ TRM (ARM DDI 0484C) table 3-1, note b; RP2040 datasheet 2.3.1: SIO is on this port.
    const watch = await Stopwatch.boot(
      'setup: ldr r1, =0xd0000000\nbegin: ldr r0, [r1]\n ldr r0, [r1]\nend: nop\n b .\n .ltorg\n',
      findDevice('rp2040'),
    );
    watch.goTo('setup');
    watch.runTo('begin');
    watch.measure('begin', 'end'); // Fills the cache with the code.
    expect(watch.measure('begin', 'end')).toBe(2);
  });
});
