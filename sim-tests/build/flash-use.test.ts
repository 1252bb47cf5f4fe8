import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flashUse } from '../../src/build/flash-use.ts';
import type { LinkMap } from '../../src/build/link-map.ts';
import { optimizationLevels } from '../../src/build/types.ts';
import { openImage } from '../../src/image/open.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { compileImage } from '../../src/node/compile.ts';
import { type ObjectCache, objectCache } from '../../src/node/object-cache.ts';
import { findToolchain, type Toolchain } from '../../src/node/toolchain.ts';
import { tinyFirmware, tinyOps, tinyPlan } from './tiny-firmware.ts';

interface Linked {
  readonly image: FirmwareImage;
  readonly linkMap: LinkMap;
}

const flashBytes = ({ segments }: FirmwareImage): number =>
  segments.reduce((bytes, segment) => bytes + segment.bytes.length, 0);

const namedPlaces = ({ symbols }: FirmwareImage): string[] =>
  [...new Set(symbols.filter(({ kind }) => kind !== 'label').map(({ name }) => name))].sort();

/** Alignment padding differs between two links of the same sections: at most this much. */
const paddingBytes = 32;

describe.each(optimizationLevels)('flashUse at -%s', (opt) => {
  let toolchain: Toolchain;
  let cacheDirectory: string;
  let cache: ObjectCache;
  let all: Linked;

  const link = async (registrations: readonly string[]): Promise<Linked> => {
    const plan = await tinyPlan(registrations, opt);
    const { elf, linkMap } = await compileImage(plan, { firmwareDirectory: tinyFirmware, toolchain, cache });
    return { image: await openImage(elf, 'tiny.elf'), linkMap };
  };

  beforeAll(async () => {
    toolchain = await findToolchain();
    cacheDirectory = await mkdtemp(join(tmpdir(), 'preflash-flash-use-'));
    cache = objectCache(cacheDirectory);
    all = await link(tinyOps);
  });

  afterAll(() => rm(cacheDirectory, { recursive: true }));

  // The oracle is the linker: what --gc-sections leaves when only these operators are registered.
  it.each([[[]], ...tinyOps.map((op) => [[op]]), [['pf_op_exp_float32', 'pf_op_text_float32']]])(
    'keeps what the linker keeps for %j',
    async (needed) => {
      const oracle = (await link(needed)).image;
      const use = flashUse(all.image, all.linkMap, needed);
      expect([...use.reachableSymbols].sort()).toEqual(namedPlaces(oracle));
      const difference = flashBytes(all.image) - use.unreachableBytes - flashBytes(oracle);
      expect(Math.abs(difference)).toBeLessThanOrEqual(paddingBytes);
    },
  );

  it('leaves nothing unreachable when everything is needed', () => {
    expect(flashUse(all.image, all.linkMap, tinyOps).unreachableBytes).toBe(0);
  });

  it('gives each operator what the linker saves by leaving it out', async () => {
    const { flashBytesByOp } = flashUse(all.image, all.linkMap, tinyOps);
    for (const op of tinyOps) {
      const without = (await link(tinyOps.filter((name) => name !== op))).image;
      const saved = flashBytes(all.image) - flashBytes(without);
      expect(Math.abs((flashBytesByOp.get(op) ?? 0) - saved)).toBeLessThanOrEqual(paddingBytes);
    }
  });

  it('refuses a kernel the image does not have', () => {
    expect(() => flashUse(all.image, all.linkMap, ['pf_op_gather_int8'])).toThrow(/no kernel pf_op_gather_int8/);
  });
});
