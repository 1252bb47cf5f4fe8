import { beforeAll, describe, expect, test } from 'vitest';
import { cortexM4 } from '../../wasm/cortex-m/timing/cortex-m4.ts';
import { coreCases, floatCases, type TimingCase } from './core-cases.ts';
import { Stopwatch } from './stopwatch.ts';

const cases = [...coreCases, ...floatCases];

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

describe('sequences take the cycles of the Cortex-M4 manual on zero-wait memory', () => {
  let stopwatch: Stopwatch;

  beforeAll(async () => {
    stopwatch = await Stopwatch.boot(cases.map(sourceOf).join('\n'));
  });

  test.each(cases.map((timingCase, index) => ({ ...timingCase, index })))('$name', ({ cycles, source, index }) => {
    stopwatch.goTo(`setup_${index}`);
    stopwatch.runTo(`begin_${index}`);
    const measured = stopwatch.until(`end_${index}`);
    const [least, most] = rangeOf(cycles);
    expect(measured, source).toBeGreaterThanOrEqual(least);
    expect(measured, source).toBeLessThanOrEqual(most);
  });

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

  test('every row of the timing table is in a case', () => {
    expect(Object.keys(cortexM4).filter((row) => !cases.some(({ covers }) => covers.includes(row)))).toEqual([]);
  });
});
