import { describe, expect, it, test } from 'vitest';
import { avrTiming } from '../../wasm/avr/timing/cycles.ts';
import { loadAssembly } from '../support/assemble-avr.ts';
import { avrTimingCases } from './avr-cases.ts';

const parts = [
  { part: 'atmega1284p', column: 0, extra: 0, ram: '0x10' },
  { part: 'atmega2560', column: 0, extra: 1, ram: '0x10' },
  { part: 'atmega4809', column: 1, extra: 0, ram: '0x30' },
] as const;

/** Cycles between the labels `from` and `to`. */
async function measure(source: string, part: string): Promise<number> {
  const machine = await loadAssembly(source, part);
  const until = (label: string): number => {
    const address = machine.addressOf(label)!;
    machine.watch(address);
    while (machine.pc !== address) machine.runFor(1_000);
    return machine.cycles;
  };
  const start = until('from');
  return until('to') - start;
}

const timed = (setUp: string, code: string): string => `${setUp}\nfrom:\n${code}\nto:\n break`;

describe.each(parts)('cycles of the manual on $part', ({ part, column, extra, ram }) => {
  const cases = avrTimingCases.filter(({ onlyOn }) => onlyOn === undefined || onlyOn.includes(part));

  test.each(cases)('$name', async ({ setUp = '', code, cycles, extraWith22BitPc }) => {
    const expected = cycles[column] + (extraWith22BitPc ? extra : 0);
    expect(await measure(timed(setUp, code).replaceAll('{ram}', ram), part)).toBe(expected);
  });
});

it('every timing class has a case; storing to program memory stops the run', () => {
  const covered = new Set<string>([...avrTimingCases.map((entry) => entry.class), 'storeProgram']);
  expect(Object.keys(avrTiming).filter((name) => !covered.has(name))).toEqual([]);
});

// DS40002198B, 6 LD and LDS, notes on AVRxt: data memory cycles hold for RAM; reads through the NVM take one more.
describe('a data read from mapped flash on AVRxt takes a cycle more than one from RAM', () => {
  it.each([
    ['LD X', 'ld r2, X', 3],
    ['LDD Z+5', 'ldd r2, Z+5', 3],
    ['LDS', 'lds r2, 0x4000', 4],
    ['LPM, which is no data read', 'lpm r2, Z', 3],
  ])('%s', async (_, code, expected) => {
    const setUp = 'ldi r26, 0\n ldi r27, 0x40\n movw r30, r26';
    expect(await measure(timed(setUp, code), 'atmega4809')).toBe(expected);
  });
});

/**
 * The timer matches while NOPs run, so the interrupted instruction ends at a cycle that is known; the handler's first
 * instruction begins after the entry and the JMP at the vector.
 */
describe('an interrupt is entered in the cycles of the datasheet, and the JMP at its vector is three more', () => {
  const jmp = 3;

  // Interrupt Response Time of DS40002061 and DS40002211; TIMER1_COMPA is vector 13, and 17 on the ATmega2560.
  it.each([
    ['atmega1284p', 13, 4],
    ['atmega2560', 17, 5],
  ])('%s', async (part, vector, entry) => {
    // CTC, 100 cycles, from the STS to TCCR1B on.
    const main = 'ldi r16, 99\n sts 0x88, r16\n ldi r16, 2\n sts 0x6f, r16\n sei\n ldi r16, 9\nset: sts 0x81, r16';
    const nops = '.rept 200\n nop\n .endr';
    const vectors = `jmp main\n .rept ${vector - 1}\n break\n nop\n .endr\n jmp handler\n`;
    const machine = await loadAssembly(`${vectors}main:\n${main}\n${nops}\nhandler: break`, part);
    const until = (label: string): number => {
      machine.watch(machine.addressOf(label)!);
      while (machine.pc !== machine.addressOf(label)!) machine.runFor(1000);
      return machine.cycles;
    };
    const start = until('set');
    expect(until('handler') - start).toBe(100 + entry + jmp);
  });
});
