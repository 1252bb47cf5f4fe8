import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { instructionTable } from '../../../wasm/cortex-m/isa/table.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { randomFrom, seedFromEnvironment } from '../random.ts';
import { describeDifferences, findDifferences } from './compare.ts';
import { correctDivergences } from './divergences.ts';
import { makeImage } from './image.ts';
import { runOnPreflash } from './preflash.ts';
import { runOnQemu } from './qemu.ts';
import type { SnippetPlan } from './snippet.ts';
import { exceptionOperations } from './testable.ts';

/** Each image holds this many snippets of every row, with four states each. */
const roundsPerImage = 16;
const singleImages = 7;
const sequenceImages = 2;
const sequenceLength = 8;
const leastExecutions = 200_000;
const leastExecutionsPerRow = 400;

const rows = instructionTable.filter(({ operation }) => !exceptionOperations.has(operation));
/** Arithmetic with rounding modes, NaNs and flags has more corners than the rest. */
const manyCorners = rows.filter(({ class: name }) => /^float(Alu|MultiplyAccumulate|Divide|Convert)$/.test(name));

/** Floating-point instructions behind MSR CONTROL would spread a known divergence (FPCA, divergences.ts). */
const followersOf = (row: InstructionRow, followers: number): number => (row.operation === 'msr' ? 0 : followers);

function plansOf(followers: number): SnippetPlan[] {
  const once = [...rows, ...manyCorners, ...manyCorners];
  return Array.from({ length: roundsPerImage }, () => once)
    .flat()
    .map((row) => ({ row, followers: followersOf(row, followers) }));
}

describe('random instructions leave registers, flags, FPSCR and memory as QEMU does', () => {
  const random = randomFrom(seedFromEnvironment());
  const executions = new Map<string, number>();
  let module: WebAssembly.Module;

  beforeAll(async () => {
    module = await loadSimulatorModule('cortex-m');
  });

  function compareOneImage(followers: number): void {
    const image = makeImage(plansOf(followers), random);
    const expected = correctDivergences(image, runOnQemu(image));
    const actual = runOnPreflash(module, image);
    const differences = findDifferences(image, expected, actual);
    expect(differences.length, describeDifferences(image, differences, expected, actual)).toBe(0);
    for (const { encoding } of image.cases) {
      executions.set(encoding.row.id, (executions.get(encoding.row.id) ?? 0) + 1);
    }
  }

  it.each(Array.from({ length: singleImages }, (_, image) => image))('one at a time, image %i', () => {
    compareOneImage(0);
  });

  it.each(Array.from({ length: sequenceImages }, (_, image) => image))('in sequences, image %i', () => {
    compareOneImage(sequenceLength);
  });

  it('every row, and 200,000 in all', () => {
    const rare = rows.filter(({ id }) => (executions.get(id) ?? 0) < leastExecutionsPerRow).map(({ id }) => id);
    expect(rare).toEqual([]);
    expect([...executions.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(leastExecutions);
  });
});
