/**
 * Builds the AVR images that come with the package: the NNoM-API runtime without a model.
 *
 *   npx tsx scripts/build-avr-prebuilt.ts           writes firmware/avr/prebuilt/
 *   npx tsx scripts/build-avr-prebuilt.ts --check   builds them again and fails when a committed file differs
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { avrImageDirectories, avrImagePlan, type LayerSet, layerSets } from '../src/build/avr.ts';
import { serializeLinkMap } from '../src/build/manifest.ts';
import type { NnomManifest } from '../src/build/nnom-prebuilt.ts';
import type { OptimizationLevel } from '../src/build/types.ts';
import { findDevice } from '../src/devices/index.ts';
import { findAvrToolchain } from '../src/node/avr-toolchain.ts';
import { compileImage } from '../src/node/compile.ts';
import { listSources } from '../src/node/firmware-sources.ts';
import { firmwareDirectory, nnomPrebuiltDirectory } from '../src/node/prebuilt.ts';

/**
 * Every level for the part whose board measurements are published; for the others the released build. All layers are
 * too much for the flash of an ATmega328P.
 */
const targets: readonly (readonly [device: string, levels: readonly OptimizationLevel[], sets: readonly LayerSet[]])[] =
  [
    ['atmega4809', ['O1', 'O2', 'O3', 'Os'], layerSets],
    ['avr128db64', ['Os'], layerSets],
    ['atmega328p', ['Os'], ['dense']],
    ['atmega1284p', ['Os'], layerSets],
    ['atmega2560', ['Os'], layerSets],
  ];

const firmware = firmwareDirectory();
const toolchain = await findAvrToolchain();
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** By file name. */
const files = new Map<string, Uint8Array>();
const images: NnomManifest['images'] = [];

async function build(id: string, opt: OptimizationLevel, layers: LayerSet): Promise<void> {
  const device = findDevice(id);
  const sources = await listSources(firmware, avrImageDirectories(device));
  const plan = avrImagePlan({ device, opt, accumulator: 'int32' }, layers, sources);
  const { elf, linkMap } = await compileImage(plan, { firmwareDirectory: firmware, toolchain });
  const map = new TextEncoder().encode(serializeLinkMap(linkMap));
  const [file, mapFile] = ['elf', 'map.json'].map((end) => `${id}-${layers}-${opt}.${end}`) as [string, string];
  files.set(file, elf).set(mapFile, map);
  images.push({ device: id, opt, layers, file, sha256: sha256(elf), linkMap: mapFile, linkMapSha256: sha256(map) });
  console.error(`${file}: ${elf.length} bytes`);
}

async function differences(directory: string): Promise<string[]> {
  const names: string[] = [];
  for (const [name, bytes] of files) {
    const committed = await readFile(join(directory, name)).catch(() => undefined);
    if (!committed?.equals(bytes)) names.push(name);
  }
  return names;
}

for (const [id, levels, sets] of targets) {
  for (const opt of levels) for (const layers of sets) await build(id, opt, layers);
}
const manifest: NnomManifest = { compiler: toolchain.version, images };
files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`));
const directory = nnomPrebuiltDirectory(firmware);
if (process.argv.includes('--check')) {
  const wrong = await differences(directory);
  if (wrong.length > 0) {
    console.error(`build-avr-prebuilt: ${wrong.join(', ')} differ: run it without --check with ${manifest.compiler}`);
    process.exitCode = 1;
  }
} else {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(directory, name), bytes);
}
