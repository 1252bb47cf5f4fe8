import packageJson from '../../package.json' with { type: 'json' };
import type { KernelSet, OptimizationLevel } from '../build/types.ts';
import { wasmBuildFor } from '../build/wasm/builds.ts';
import { sha256Hex } from '../bytes/sha256.ts';
import type { Device } from '../devices/schema.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import { buildProfile, type ProfileHeader } from '../estimate/calibration/build-profile.ts';
import { tellsCycles } from '../estimate/calibration/sample.ts';
import { flashCacheOf } from '../estimate/flash-cache.ts';
import { type Profile, ProfileError } from '../estimate/profile.ts';
import type { CalibrationFile } from '../measure/calibration-file.ts';
import { type CalibrationSample, countSample, type Measurement, measureSample } from '../measure/model-sample.ts';
import { countingFirmwareOnce } from './counting-firmware-once.ts';
import { nodeFacilities } from './facilities.ts';
import { linkedGroups } from './linked-groups.ts';
import { loadWasmFirmware } from './wasm-firmware.ts';

export interface CalibrationRequest {
  /** Models, to be measured in preflash's own firmware, or firmware of others with what is known of its network. */
  readonly files: readonly CalibrationFile[];
  readonly device: Device;
  /** Kernels and level of the firmware; of firmware of others, what it was built with. */
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
  /** Name of the profile; made of part, firmware and level unless given. */
  readonly id?: string | undefined;
  /** Name and compiler of firmware of others. */
  readonly firmware?: { readonly name: string; readonly compiler: string } | undefined;
  /** Of firmware of others: the function that is one inference; that of TensorFlow Lite Micro is known. */
  readonly region?: string | undefined;
  readonly maxCycles?: number | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Told of a file that is left out, of everything or of the fit of cycles alone, and why. */
  readonly onLeftOut?: ((name: string, why: string, of: 'everything' | 'cycles') => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** With fewer networks nothing can be held out. */
const fewestModels = 3;

/**
 * Measures a corpus in the simulator and fits a cost profile to it.
 * @throws ProfileError when too few of the files could be measured
 */
export async function calibrate(request: CalibrationRequest): Promise<Profile> {
  return fitSamples(request, await countSamples(request, await measureSamples(request)));
}

/** Measures every file of a corpus; what cannot be measured is left out. */
export function measureSamples(request: CalibrationRequest): Promise<Measurement[]> {
  const { device, kernels, opt, region, maxCycles, signal } = request;
  return eachFile(request, 'measuring', (file) =>
    measureSample({ file, device, kernels, opt, region, maxCycles, signal }, nodeFacilities),
  );
}

/**
 * Counts what the layers of every measured file execute; what cannot be counted is left out, and of the fit of cycles what
 * answers otherwise than the counted build.
 */
export function countSamples(
  request: CalibrationRequest,
  measured: readonly Measurement[],
): Promise<CalibrationSample[]> {
  const byName = new Map(measured.map((measurement) => [measurement.name, measurement]));
  const files = request.files.filter(({ name }) => byName.has(name));
  const facilities = { countingFirmware: countingFirmwareOnce() };
  return eachFile({ ...request, files }, 'counting', async (file) => {
    const sample = await countSample(byName.get(file.name)!, { file, device: request.device }, facilities);
    if (sample.difference !== undefined) request.onLeftOut?.(file.name, sample.difference, 'cycles');
    return sample;
  });
}

/**
 * Fits a profile to what was measured.
 * @throws ProfileError when there are too few networks
 */
export async function fitSamples(request: CalibrationRequest, samples: readonly CalibrationSample[]): Promise<Profile> {
  const networks = samples.filter((sample) => sample.layers.length > 1 && tellsCycles(sample)).length;
  if (networks < fewestModels) throw tooFew(networks);
  request.onProgress?.('fitting');
  const isOwn = request.firmware === undefined && samples[0]!.runtime !== 'nnom';
  return buildProfile(await headerOf(request, samples), samples, isOwn ? await linkedGroups(request) : undefined);
}

async function eachFile<Result>(
  { files, signal, onProgress, onLeftOut }: CalibrationRequest,
  doing: string,
  work: (file: CalibrationFile) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    onProgress?.(`${doing} ${file.name}`);
    try {
      results.push(await work(file));
    } catch (error) {
      if (!(error instanceof PreflashError)) throw error;
      onLeftOut?.(file.name, error.message, 'everything');
    }
  }
  return results;
}

async function headerOf(
  { device, opt, id, firmware }: CalibrationRequest,
  samples: readonly CalibrationSample[],
): Promise<ProfileHeader> {
  const { runtime, compiler, clockHz, flash } = samples[0]!;
  const wasmBuild = wasmBuildFor(runtime, device.core);
  const name = firmware?.name ?? 'preflash';
  return {
    id: id ?? [device.id, ...(firmware ? [firmware.name.replaceAll(/\W+/g, '-')] : []), runtime, opt].join('-'),
    device: device.id,
    core: device.core,
    clockHz,
    flash,
    flashCache: flashCacheOf(device),
    runtime: { name, kernels: runtime, opt, compiler: firmware?.compiler ?? compiler },
    wasmBuild,
    wasmSha256: await sha256Hex(await loadWasmFirmware(wasmBuild)),
    fittedOn: new Date().toISOString().slice(0, 10),
    tool: `preflash ${packageJson.version}`,
  };
}

function tooFew(networks: number): ProfileError {
  return new ProfileError({
    where: 'calibrate',
    what: `only ${networks} of the files could be measured as networks that answer as they should, and a fit takes ${fewestModels}`,
    advice:
      'Give more models of different shapes (.tflite, or weights.h for AVR), or firmware whose layers are known: TensorFlow ' +
      'Lite Micro or NNoM, with symbols.',
  });
}
