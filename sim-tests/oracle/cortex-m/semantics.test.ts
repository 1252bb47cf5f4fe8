import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { randomFrom, seedFromEnvironment } from '../random.ts';
import { describeDifferences, findDifferences } from './compare.ts';
import { correctDivergences } from './divergences.ts';
import { makeImage } from './image.ts';
import { cortexM3Machine, cortexM4Machine, type OracleMachine } from './machines.ts';
import { runOnPreflash } from './preflash.ts';
import { runOnQemu } from './qemu.ts';
import type { SnippetPlan } from './snippet.ts';
import { exceptionOperations } from './testable.ts';

/** Each image holds this many snippets of every row, with four states each. */
const roundsPerImage = 16;
const sequenceLength = 8;
const leastExecutionsPerRow = 400;

/** How much of it each core gets: the M3's instructions are all among the M4's, but for what is missing around them. */
const plans: readonly {
  readonly machine: OracleMachine;
  readonly singleImages: number;
  readonly sequenceImages: number;
  readonly leastExecutions: number;
}[] = [
  { machine: cortexM4Machine, singleImages: 7, sequenceImages: 2, leastExecutions: 200_000 },
  { machine: cortexM3Machine, singleImages: 6, sequenceImages: 1, leastExecutions: 60_000 },
];

/** Floating-point instructions behind MSR CONTROL would spread a known divergence (FPCA, divergences.ts). */
const followersOf = (row: InstructionRow, followers: number): number => (row.operation === 'msr' ? 0 : followers);

const testableRows = ({ rows }: OracleMachine): readonly InstructionRow[] =>
  rows.filter(({ operation }) => !exceptionOperations.has(operation));

function plansOf(machine: OracleMachine, followers: number): SnippetPlan[] {
  const rows = testableRows(machine);
  // Arithmetic with rounding modes, NaNs and flags has more corners than the rest.
  const manyCorners = rows.filter(({ class: name }) => /^float(Alu|MultiplyAccumulate|Divide|Convert)$/.test(name));
  const once = [...rows, ...manyCorners, ...manyCorners];
  return Array.from({ length: roundsPerImage }, () => once)
    .flat()
    .map((row) => ({ row, followers: followersOf(row, followers) }));
}

describe.each(plans)('random instructions leave everything as QEMU does: $machine.core', (plan) => {
  const { machine, singleImages, sequenceImages, leastExecutions } = plan;
  const random = randomFrom(seedFromEnvironment());
  const executions = new Map<string, number>();
  let module: WebAssembly.Module;

  beforeAll(async () => {
    module = await loadSimulatorModule('cortex-m');
  });

  function compareOneImage(followers: number): void {
    const image = makeImage(plansOf(machine, followers), random, machine);
    const onQemu = runOnQemu(image, machine);
    const expected = machine.hasFpu ? correctDivergences(image, onQemu) : onQemu;
    const actual = runOnPreflash(module, image, machine);
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

  it(`every row, and ${leastExecutions} in all`, () => {
    const rare = testableRows(machine)
      .filter(({ id }) => (executions.get(id) ?? 0) < leastExecutionsPerRow)
      .map(({ id }) => id);
    expect(rare).toEqual([]);
    expect([...executions.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(leastExecutions);
  });
});
