import { describe, expect, it } from 'vitest';
import { instructionClasses } from '../../src/simulate/types.ts';
import { accepts, extractFields, orderBySpecificity } from '../../wasm/cortex-m/isa/match.ts';
import { operandTokens } from '../../wasm/cortex-m/isa/operands.ts';
import { instructionTable } from '../../wasm/cortex-m/isa/table.ts';
import { coreModels } from '../../wasm/cortex-m/timing/cores.ts';
import { randomFrom, seedFromEnvironment } from '../oracle/random.ts';
import { randomEncoding } from './random-encoding.ts';

const candidates = orderBySpecificity(instructionTable);
const random = randomFrom(seedFromEnvironment());

function bitCount(value: number): number {
  return value === 0 ? 0 : (value & 1) + bitCount(value >>> 1);
}

/** Rows that take an encoding and are not overruled by a more specific pattern: one, or none, in a sound table. */
function claimants(encoding: number, bits: 16 | 32): string[] {
  const claims = candidates.filter(
    ({ row, pattern }) =>
      pattern.bits === bits &&
      (encoding & pattern.mask) >>> 0 === pattern.value &&
      accepts(row, extractFields(pattern, encoding)),
  );
  const highest = Math.max(...claims.map(({ pattern }) => bitCount(pattern.mask)));
  return claims.filter(({ pattern }) => bitCount(pattern.mask) === highest).map(({ row }) => row.id);
}

describe('instruction table', () => {
  it('has a unique id for every row', () => {
    const ids = instructionTable.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives no 16-bit encoding to two rows', () => {
    const contested: string[] = [];
    for (let halfword = 0; halfword < 0xe800; halfword++) {
      const rows = claimants(halfword, 16);
      if (rows.length > 1) contested.push(`${halfword.toString(16)}: ${rows.join(', ')}`);
    }
    expect(contested).toEqual([]);
  });

  it.each(instructionTable.map((row) => [row.id, row] as const))('gives encodings of %s to it alone', (id, row) => {
    for (let count = 0; count < 40; count++) {
      const { encoding, pattern } = randomEncoding(row, random);
      expect(claimants(encoding, pattern.bits), encoding.toString(16)).toEqual([id]);
    }
  });

  it.each(coreModels.map((core) => [core.id, core] as const))('has every instruction of %s timed', (_, core) => {
    const own = instructionTable.filter(({ architecture }) => core.architectures.includes(architecture));
    expect(own.filter(({ timing }) => !(timing in core.timing)).map(({ id }) => id)).toEqual([]);
  });

  it('uses only operand tokens and classes that exist', () => {
    for (const row of instructionTable) {
      for (const token of row.operands.match(/<[^>]+>/g) ?? []) expect(operandTokens).toHaveProperty([token]);
      expect(instructionClasses).toContain(row.class);
      expect(row.section).toMatch(/^[AB]\d\.\d+/);
    }
  });
});
