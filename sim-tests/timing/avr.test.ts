import { beforeAll, describe, expect, it, test } from 'vitest';
import type { AvrMachine } from '../../src/simulate/avr/machine.ts';
import { avrTiming } from '../../wasm/avr/timing/cycles.ts';
import { loadAssembly } from '../support/assemble-avr.ts';
import { avrTimingCases } from './avr-cases.ts';

const parts = [
  { part: 'atmega1284p', column: 0, extra: 0, ram: '0x10' },
  { part: 'atmega2560', column: 0, extra: 1, ram: '0x10' },
  { part: 'atmega4809', column: 1, extra: 0, ram: '0x30' },
] as const;

/** Runs to a label; returns the cycles since reset. */
function runTo(machine: AvrMachine, label: string): number {
  const address = machine.addressOf(label)!;
  machine.watch(address);
  while (machine.pc !== address) machine.runFor(1_000);
  return machine.cycles;
}

interface Snippet {
  readonly setUp?: string;
  readonly code: string;
}

/** Cycles of each snippet, all of them in one program, one after the other. */
async function measure(snippets: readonly Snippet[], part: string): Promise<number[]> {
  const source = snippets.map(({ setUp = '', code }, index) => `nop\n${setUp}\nfrom${index}:\n${code}\nto${index}:\n`);
  const machine = await loadAssembly(`${source.join('\n')} break`, part);
  return snippets.map((_, index) => {
    const start = runTo(machine, `from${index}`);
    return runTo(machine, `to${index}`) - start;
  });
}

describe.each(parts)('cycles of the manual on $part', ({ part, column, extra, ram }) => {
  const cases = avrTimingCases.filter(({ onlyOn }) => onlyOn === undefined || onlyOn.includes(part));
  const inPart = (source: string): string => source.replaceAll('{ram}', ram);
  let measured: number[];
  beforeAll(async () => {
    const snippets = cases.map(({ setUp = '', code }) => ({ setUp: inPart(setUp), code: inPart(code) }));
    measured = await measure(snippets, part);
  });

  test.each(cases.map((entry, index) => ({ ...entry, index })))('$name', ({ index, cycles, extraWith22BitPc }) => {
    expect(measured[index]).toBe(cycles[column] + (extraWith22BitPc ? extra : 0));
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
    expect(await measure([{ setUp, code }], 'atmega4809')).toEqual([expected]);
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
    const start = runTo(machine, 'set');
    expect(runTo(machine, 'handler') - start).toBe(100 + entry + jmp);
  });
});
