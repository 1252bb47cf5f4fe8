import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { randomFrom, seedFromEnvironment } from '../random.ts';
import { makeBaselineImage } from './baseline-image.ts';
import { describeDifferences, findDifferences } from './compare.ts';
import { blockWords, type TestImage } from './image.ts';
import { block } from './layout.ts';
import { cortexM0Machine } from './machines.ts';
import { runOnPreflash } from './preflash.ts';
import { runOnQemu } from './qemu.ts';
import { exceptionOperations } from './testable.ts';

/** Each image holds this many snippets of every row, with four states each. */
const roundsPerImage = 34;
const images = 3;
const leastExecutionsPerRow = 400;
const leastExecutions = 30_000;

const saturationFlag = 1 << 27;

/** QEMU 7.2 keeps APSR.Q on its Cortex-M0; ARMv6-M has no such flag (DDI 0419 section B1.4.2). */
function withoutSaturation(image: TestImage, blocks: Uint8Array): Uint8Array {
  for (let index = 0; index < image.cases.length; index++) blockWords(blocks, index)[block.flags]! &= ~saturationFlag;
  return blocks;
}

const rows = cortexM0Machine.rows.filter(({ operation }) => !exceptionOperations.has(operation));

describe('random ARMv6-M instructions leave registers, flags and memory as QEMU’s Cortex-M0 does', () => {
  const random = randomFrom(seedFromEnvironment());
  const executions = new Map<string, number>();
  let module: WebAssembly.Module;

  beforeAll(async () => {
    module = await loadSimulatorModule('cortex-m');
  });

  it.each(Array.from({ length: images }, (_, image) => image))('image %i', (index) => {
    const tested = Array.from({ length: roundsPerImage }, () => rows).flat();
    const image = makeBaselineImage(tested, index * 3, rows, random);
    const expected = withoutSaturation(image, runOnQemu(image, cortexM0Machine));
    const actual = runOnPreflash(module, image, cortexM0Machine);
    const differences = findDifferences(image, expected, actual);
    expect(differences.length, describeDifferences(image, differences, expected, actual)).toBe(0);
    for (const { encoding } of image.cases) {
      executions.set(encoding.row.id, (executions.get(encoding.row.id) ?? 0) + 1);
    }
  });

  it('every row often enough', () => {
    expect(rows.filter(({ id }) => (executions.get(id) ?? 0) < leastExecutionsPerRow).map(({ id }) => id)).toEqual([]);
    expect([...executions.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(leastExecutions);
  });
});
