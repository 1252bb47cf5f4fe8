import type { KernelSet, OptimizationLevel } from '../build/types.ts';
import { findProfile, profileIds } from '../estimate/find-profile.ts';
import { inferencePrices } from '../estimate/inference-prices.ts';
import { type Profile, parseProfile } from '../estimate/profile.ts';
import { type EstimateOptions, estimateModel } from '../measure/estimate-model.ts';
import type { Facilities } from '../measure/facilities.ts';
import { randomInputs } from '../model/inputs/random.ts';
import type { Report } from '../report/schema.ts';
import { countingFirmwareOnce } from './counting-firmware-once.ts';
import { readInputFile } from './files.ts';
import { measureAccuracy } from './measure-accuracy.ts';
import { readNamedFile } from './measure-file.ts';
import { openDevice } from './open-device.ts';

export interface EstimateRequest {
  /** Path of a model. */
  readonly file: string;
  /** Id of a part, or path of a part's file. */
  readonly device: string;
  readonly kernels?: KernelSet | undefined;
  readonly opt?: OptimizationLevel | undefined;
  /** Id of a profile that comes with preflash, or path of one; that of preflash's own firmware unless given. */
  readonly costProfile?: string | undefined;
  /** Path of the model's input; a seeded random one unless given. */
  readonly input?: string | undefined;
  /** Path of a data set to answer. */
  readonly data?: string | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a model would cost on a part, from the model alone, and how it answers a data set.
 * Rejects with a `PreflashError` that says what is wrong.
 */
export async function estimateFile(request: EstimateRequest): Promise<Report> {
  const { data, kernels, opt, input } = request;
  const countingFirmware = countingFirmwareOnce();
  const accuracy = data === undefined ? undefined : answersOf(request, data, countingFirmware);
  return estimateModel(
    {
      file: await readNamedFile(request.file),
      device: await openDevice(request.device),
      kernels,
      opt,
      profile: request.costProfile === undefined ? undefined : await openProfile(request.costProfile),
      input: input === undefined ? undefined : await readNamedFile(input),
      accuracy,
    },
    { countingFirmware },
  );
}

/** Answers the data set with the kernels of the profile, every input priced. */
function answersOf(
  { file, onProgress, signal }: EstimateRequest,
  data: string,
  countingFirmware: Facilities['countingFirmware'],
): EstimateOptions['accuracy'] {
  return async (model, profile) => {
    const { kernels } = profile.runtime;
    const countable = { model, modelBytes: await readInputFile(file), name: file };
    const firmware = await countingFirmware(profile.wasmBuild);
    return measureAccuracy({
      model: file,
      data,
      kernels: kernels === 'nnom' ? undefined : kernels,
      core: profile.core,
      compareWithReference: true,
      prices: inferencePrices(profile, firmware, countable, randomInputs(model)),
      onProgress,
      signal,
    });
  };
}

/**
 * A profile by id or path.
 * @throws ProfileError or FileError
 */
export async function openProfile(idOrPath: string): Promise<Profile> {
  const isPath = !profileIds.includes(idOrPath) && /[/\\]|\.json$/.test(idOrPath);
  if (!isPath) return findProfile(idOrPath);
  return parseProfile(new TextDecoder().decode(await readInputFile(idOrPath)), idOrPath);
}
