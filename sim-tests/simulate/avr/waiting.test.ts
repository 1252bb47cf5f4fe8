import { describe, expect, it } from 'vitest';
import { loadAssembly } from '../../support/assemble-avr.ts';

const part = 'atmega4809';
const set = (address: number, value: number): string => `ldi r16, ${value}\n sts ${address}, r16\n`;
const vectors = Array.from({ length: 40 }, (_, index) => `jmp ${['main'][index] ?? 'tick'}\n`).join('');
const handler = `tick: inc r20\n ${set(0xa86, 1)}cpi r20, 7\n brne 1f\n break\n 1: reti\n`;
/** TCB0 interrupts every 1000 cycles. */
const timer = `${set(0xa8c, 0xe7)}${set(0xa8d, 3)}${set(0xa85, 1)}${set(0xa80, 1)}clr r20\n sei\n`;
const programs = {
  'a jump to itself': `${vectors}${handler}main: ${timer}1: rjmp 1b`,
  'SLEEP in a loop': `${vectors}${handler}main: ${set(0x50, 1)}${timer}1: sleep\n rjmp 1b`,
};

async function runInSlices(source: string, sliceCycles: number) {
  const machine = await loadAssembly(source, part);
  const cost = machine.measure();
  while (machine.runFor(sliceCycles) !== 'exit') expect(machine.cycles).toBeLessThan(20_000);
  return cost();
}

describe.each(Object.entries(programs))('%s', (_, source) => {
  it('costs the same in slices of any length', async () => {
    const whole = await runInSlices(source, 1_000_000);
    expect(whole.cycles).toBeGreaterThan(6 * 1000);
    for (const slice of [1, 37, 999]) expect(await runInSlices(source, slice)).toEqual(whole);
  });

  it('puts every cycle down to one cause', async () => {
    const { cycles, byCause } = await runInSlices(source, 500);
    expect(Object.values(byCause).reduce((sum, part) => sum + part, 0)).toBe(cycles);
    expect(Math.min(...Object.values(byCause))).toBeGreaterThanOrEqual(0);
  });
});

it('a jump to itself is executed every two cycles it waits', async () => {
  const { byClass, cycles } = await runInSlices(programs['a jump to itself'], 1_000_000);
  expect(byClass.branch).toBeGreaterThan(cycles / 2 - 200);
  expect(byClass.branch).toBeLessThan(cycles / 2);
});
