import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flashUse } from '../../src/build/flash-use.ts';
import { findPrebuilt, type Manifest } from '../../src/build/manifest.ts';
import { compilePlan, sourceDirectories } from '../../src/build/plan.ts';
import { kernelSets, optimizationLevels } from '../../src/build/types.ts';
import { staticRamBytes } from '../../src/cost/ram.ts';
import { findDevice } from '../../src/devices/index.ts';
import { openImage } from '../../src/image/open.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { allRegistrations } from '../../src/model/registrations.ts';
import { compileImage } from '../../src/node/compile.ts';
import { listSources } from '../../src/node/firmware-sources.ts';
import { objectCache } from '../../src/node/object-cache.ts';
import { firmwareDirectory, loadManifest, loadPrebuilt, prebuiltDirectory } from '../../src/node/prebuilt.ts';
import { findToolchain } from '../../src/node/toolchain.ts';

const firmware = firmwareDirectory();
const prebuilt = prebuiltDirectory(firmware);
const device = findDevice('stm32l475vg');
const combinations = kernelSets.flatMap((kernels) => optimizationLevels.map((opt) => ({ kernels, opt })));

/** Registrations of two networks for images of clothes: convolution, pooling, dense; quantised and in float. */
const shapeOps = ['shape', 'strided_slice', 'pack', 'reshape'].map((op) => `pf_op_${op}_any`);
const layerOps = (type: string): string[] =>
  ['conv_2d', 'max_pool_2d', 'fully_connected'].map((op) => `pf_op_${op}_${type}`);
const networks = {
  int8: [...shapeOps, ...layerOps('int8'), 'pf_op_quantize_uint8', 'pf_op_quantize_int8'],
  float32: [...shapeOps, ...layerOps('float32')],
};

const flashBytes = ({ segments }: FirmwareImage): number =>
  segments.reduce((bytes, segment) => bytes + segment.bytes.length, 0);

describe('prebuilt images', () => {
  let manifest: Manifest;
  let cacheDirectory: string;

  beforeAll(async () => {
    manifest = await loadManifest(prebuilt);
    cacheDirectory = await mkdtemp(join(tmpdir(), 'preflash-prebuilt-'));
  });
  afterAll(() => rm(cacheDirectory, { recursive: true }));

  it('are there for every kernel set and optimisation level', () => {
    const ofReferenceBoard = manifest.images.filter((entry) => entry.device === device.id);
    expect(ofReferenceBoard.map(({ kernels, opt }) => ({ kernels, opt }))).toEqual(combinations);
  });

  it('have every registration a model may need', async () => {
    const entry = manifest.images[0] as Manifest['images'][number];
    const { image, linkMap } = await loadPrebuilt(prebuilt, entry);
    expect(() => flashUse(image, linkMap, allRegistrations())).not.toThrow();
  });

  it('hold no path of the machine they were built on', async () => {
    for (const { file } of manifest.images) {
      const bytes = await readFile(join(prebuilt, file));
      expect(bytes.includes('/tmp/')).toBe(false);
      expect(bytes.includes(firmware)).toBe(false);
    }
  });

  // The oracle is a link of the same sources with only the network's registrations.
  it.each(combinations)(
    '$kernels -$opt without what a network does not reach is what the linker makes',
    async (built) => {
      const target = { device, ...built };
      const entry = findPrebuilt(manifest, device.id, built.kernels, built.opt) as Manifest['images'][number];
      const { image, linkMap } = await loadPrebuilt(prebuilt, entry);
      const sources = await listSources(firmware, sourceDirectories(target));
      const toolchain = await findToolchain();
      for (const registrations of Object.values(networks)) {
        const { elf } = await compileImage(compilePlan(target, registrations, sources), {
          firmwareDirectory: firmware,
          toolchain,
          cache: objectCache(cacheDirectory),
        });
        const compiled = await openImage(elf, 'compiled.elf');
        const { unreachableBytes, unreachableRamBytes } = flashUse(image, linkMap, registrations);
        expect(Math.abs((flashBytes(image) - unreachableBytes) / flashBytes(compiled) - 1)).toBeLessThan(0.02);
        expect(staticRamBytes(image, device) - unreachableRamBytes).toBe(staticRamBytes(compiled, device));
      }
    },
  );
});
