import { describe, test } from 'vitest';
import { expectSameResults, type KnownDivergences } from './compare-vectors.ts';
import type { VectorPart } from './vectors.ts';

/** Program memory is widened to 64 Ki words here, so that a return to a random address stays inside it. */
const atmega4809: VectorPart = {
  name: 'atmega4809',
  timing: 'avrxt',
  programBytes: 0x20000,
  ramStart: 0x2800,
  ramEnd: 0x4000,
  ioBase: 0,
  gpior0: 0x1c,
  has22BitPc: false,
  hasRampz: false,
};

/**
 * yasimavr 0.1.6 prices these with AVRe's columns, or with none of the manual's. DS40002198B section 6, under each
 * mnemonic, table "Cycles", column AVRxt: RCALL 2, ICALL 2, CALL 3, ST 1, PUSH 1, SBI and CBI 1, LDS 3.
 */
const wrongInYasimavr: KnownDivergences = {
  callRelative: 4,
  callIndirect: 3,
  callAbsolute: 4,
  storePointer: 2,
  storePostIncrement: 2,
  storePreDecrement: 2,
  storeDisplacement: 2,
  push: 2,
  bitSet: 2,
  loadDirect: 2,
};

describe('AVRxt instructions leave what yasimavr leaves, in as many cycles', () => {
  const python = new URL('../../../.venv/bin/python', import.meta.url).pathname;
  const script = new URL('./yasimavr_vectors.py', import.meta.url).pathname;

  test('atmega4809', () => expectSameResults(atmega4809, 100, [python, script], wrongInYasimavr));
});
