/**
 * Fits the cost profiles that come with the package: every corpus model in the simulator, on every part and level.
 *
 *   npx tsx scripts/calibrate-profiles.ts [ID...]    writes src/estimate/profiles/; some minutes
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KernelSet, OptimizationLevel } from '../src/build/types.ts';
import { findDevice } from '../src/devices/index.ts';
import { capacityBytes } from '../src/devices/memory-map.ts';
import { calibrationFile } from '../src/measure/calibration-file.ts';
import type { Measurement } from '../src/measure/model-sample.ts';
import { type CalibrationRequest, countSamples, fitSamples, measureSamples } from '../src/node/calibrate.ts';
import { nnomCorpus, tfliteCorpus } from './corpus/corpus.ts';

const directory = join(import.meta.dirname, '../src/estimate/profiles');

interface Target {
  readonly device: string;
  readonly kernels: KernelSet | 'nnom';
  readonly opt: OptimizationLevel;
}

const builds: readonly (readonly [KernelSet, OptimizationLevel])[] = [
  ['cmsis-nn', 'O3'],
  ['cmsis-nn', 'Os'],
  ['reference', 'Os'],
  ['reference', 'O0'],
];
const parts = ['stm32l475vg', 'stm32l4r5zi', 'nrf52840', 'stm32f103c8', 'rp2040'];

const avrTargets: readonly Target[] = ['atmega4809', 'atmega328p'].flatMap((device) =>
  (['O1', 'O2', 'O3', 'Os'] as const).map((opt) => ({ device, kernels: 'nnom' as const, opt })),
);

const targets: readonly Target[] = [
  ...parts.flatMap((device) => builds.map(([kernels, opt]) => ({ device, kernels, opt }))),
  ...avrTargets,
];

/** Some seconds of simulation: networks that take longer on a slow build are left to the faster ones. */
const maxCycles = 400_000_000;

/**
 * What was measured is kept here between calls, where it is set: fitting again then takes some seconds. Whoever changed the
 * firmware or the simulator begins with an empty directory.
 */
const kept = process.env.PREFLASH_SAMPLES;

async function measurementsOf(id: string, request: CalibrationRequest): Promise<Measurement[]> {
  if (kept === undefined) return measureSamples(request);
  const path = join(kept, `${id}.json`);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) return JSON.parse(text) as Measurement[];
  const measured = await measureSamples(request);
  await writeFile(path, JSON.stringify(measured));
  return measured;
}

const wanted = process.argv.slice(2);
const tflite = await tfliteCorpus();
for (const { device, kernels, opt } of targets) {
  const id = `${device}-${kernels}-${opt}`;
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const part = findDevice(device);
  const corpus = kernels === 'nnom' ? await nnomCorpus(capacityBytes(part, 'ram')) : tflite;
  const request: CalibrationRequest = {
    files: await Promise.all(corpus.map((file) => calibrationFile(file))),
    device: part,
    kernels: kernels === 'nnom' ? 'reference' : kernels,
    opt,
    id,
    maxCycles,
    onLeftOut: (name, why) => console.error(`${id}: without ${name}: ${why}`),
  };
  const profile = await fitSamples(request, await countSamples(request, await measurementsOf(id, request)));
  await writeFile(join(directory, `${id}.json`), `${JSON.stringify(profile)}\n`);
  const { models, ...heldOut } = profile.heldOut;
  console.error(`${id}: ${models.length} networks, ${JSON.stringify(heldOut)}`);
}
