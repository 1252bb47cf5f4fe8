import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instructionTable } from '../../wasm/cortex-m/isa/table.ts';
import { exceptionOperations } from '../oracle/cortex-m/testable.ts';
import { coreCases, floatCases } from '../timing/core-cases.ts';

/**
 * Where the rows are compared with QEMU that the random image of oracle/cortex-m/semantics.test.ts leaves out; that
 * test itself fails when any other row is executed too seldom. Each file must contain what it is said to execute.
 */
const elsewhere: Readonly<Record<string, { readonly file: string; readonly contains: string }>> = {
  SVC_T1: { file: '../oracle/cortex-m/fixtures/exceptions.c', contains: 'svc #5' },
  WFI_T1: { file: '../oracle/cortex-m/fixtures/exceptions.c', contains: 'wfi.n' },
  WFI_T2: { file: '../oracle/cortex-m/fixtures/exceptions.c', contains: 'wfi.w' },
  BKPT_T1: { file: '../oracle/cortex-m/faults.test.ts', contains: '0xbe01' },
  UDF_T1: { file: '../oracle/cortex-m/faults.test.ts', contains: '0xde00' },
  UDF_T2: { file: '../oracle/cortex-m/faults.test.ts', contains: '0xf7f0, 0xa000' },
};

const timed = new Set([...coreCases, ...floatCases].flatMap(({ covers }) => covers));

it('every row of the instruction table has a test of what it costs', () => {
  expect(instructionTable.filter(({ timing }) => !timed.has(timing)).map(({ id }) => id)).toEqual([]);
});

describe('every row of the instruction table has a test of what it does', () => {
  it('in the random image or in a program of its own', () => {
    const leftOut = instructionTable.filter(({ operation }) => exceptionOperations.has(operation)).map(({ id }) => id);
    expect(leftOut.sort()).toEqual(Object.keys(elsewhere).sort());
  });

  it.each(Object.entries(elsewhere))('%s in its own', (_, { file, contains }) => {
    expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toContain(contains);
  });
});
