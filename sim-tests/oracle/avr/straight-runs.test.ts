import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { AvrCore, type AvrCoreConfig } from '../../../src/simulate/avr/core.ts';
import { avrFusions } from '../../../wasm/avr/isa/fusions.ts';
import { avrRows } from '../../../wasm/avr/isa/index.ts';
import { storageBus } from './core-state.ts';
import { createRandom, drawWords, type Random, type VectorPart } from './vectors.ts';

/**
 * The fast way through the simulator, which executes pairs of instructions and counts whole stretches, leaves what
 * executing one instruction at a time leaves: registers, flags, memory, cycles and the count of every row. The single
 * way is what simavr.test.ts and yasimavr.test.ts compare with other simulators.
 */
const part: VectorPart = {
  name: 'atmega4809',
  timing: 'avrxt',
  programBytes: 0x800,
  ramStart: 0x2800,
  ramEnd: 0x4000,
  ioBase: 0,
  gpior0: 0x1c,
  has22BitPc: false,
  hasRampz: false,
};

const config: AvrCoreConfig = {
  timing: 'avrxt',
  programBytes: part.programBytes,
  ram: { base: part.ramStart, sizeBytes: part.ramEnd - part.ramStart },
  ioBase: 0,
  interruptEntryCycles: 2,
  mappedFlash: { base: 0x4000, sizeBytes: 0xc000, programOffset: 0, extraReadCycles: 1 },
};

const module = await WebAssembly.compile(readFileSync('dist/wasm/avr.wasm'));
const breakWord = 0x9598;
const farAway = 1_000_000;

function load(words: readonly number[], registers: Uint8Array): AvrCore {
  const core = new AvrCore(module, config, storageBus());
  core.load(0, new Uint8Array(Uint16Array.from(words).buffer));
  core.decode();
  core.sp = 0x3f00;
  core.lowestSp = core.sp;
  core.registers.set(registers);
  core.data.set(
    Uint8Array.from({ length: 0x1800 }, (_, index) => index * 7),
    0x2800,
  );
  return core;
}

const stateOf = (core: AvrCore, stop: number) => ({
  stop,
  registers: [...core.registers],
  sreg: core.sreg,
  sp: core.sp,
  lowestSp: core.lowestSp,
  pc: core.pc,
  cycles: core.cycles,
  ram: core.data.slice(0x2800, 0x4000).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 0),
  rowCounts: [...core.rowCounts()],
});

/** Runs a program to its end or a deadline at once, and again step by step, and expects the same. */
function expectSameBothWays(words: readonly number[], random: Random, deadline: number): void {
  const registers = Uint8Array.from({ length: 32 }, () => random(256));
  for (const high of [27, 29, 31]) registers[high] = 0x28 + random(0x30);
  const together = load(words, registers);
  const stop = together.runUntil(deadline);
  const apart = load(words, registers);
  let reason = 0;
  while (reason === 0 && apart.cycles < deadline) reason = apart.step();
  expect(stateOf(together, stop), words.map((word) => word.toString(16)).join(' ')).toEqual(stateOf(apart, reason));
}

const rowsOf = (name: string) => avrRows.filter((row) => row.operation === name && row.architecture !== 'avre+');

describe('each pair that is executed at once', () => {
  const random = createRandom(7);
  const pairs = avrFusions.map(({ first, second }) => [first.name, second.name] as const);

  test.each(pairs)('%s, %s', (first, second) => {
    for (const firstRow of rowsOf(first)) {
      for (const secondRow of rowsOf(second)) {
        for (let round = 0; round < 2; round++) {
          const words = [...drawWords(firstRow, part, random), ...drawWords(secondRow, part, random)];
          expectSameBothWays([...words, 0, breakWord, breakWord, breakWord], random, farAway);
        }
      }
    }
  });
});

it('random programs, up to a random cycle', () => {
  const random = createRandom(11);
  const leftOut = new Set(['SPM', 'SPM_Z_INC', 'SLEEP', 'EIJMP', 'EICALL', 'ELPM_R0', 'ELPM_Z', 'ELPM_Z_INC']);
  const rows = avrRows.filter((row) => row.architecture !== 'avre+' && !leftOut.has(row.operation));
  for (let program = 0; program < 150; program++) {
    const words = Array.from({ length: 120 }, () => drawWords(rows[random(rows.length)]!, part, random)).flat();
    expectSameBothWays([...words, breakWord], random, 1 + random(600));
  }
});
