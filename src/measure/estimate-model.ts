import type { KernelSet, OptimizationLevel, Runtime } from '../build/types.ts';
import type { Device } from '../devices/schema.ts';
import type { Accuracy } from '../estimate/accuracy.ts';
import { estimate, pricesThisCount } from '../estimate/estimate.ts';
import { findProfile, profileIdFor } from '../estimate/find-profile.ts';
import { type Profile, ProfileError } from '../estimate/profile.ts';
import { defaultSeed, randomInputs } from '../model/inputs/random.ts';
import { readInputs } from '../model/inputs/read.ts';
import { openModel } from '../model/open.ts';
import type { ModelInfo } from '../model/types.ts';
import { buildEstimateReport } from '../report/build-estimate-report.ts';
import type { Report } from '../report/schema.ts';
import { defaultKernels, defaultOpt } from './defaults.ts';
import type { Facilities } from './facilities.ts';
import type { NamedFile } from './measure.ts';

export interface EstimateOptions {
  /** A model. */
  readonly file: NamedFile;
  readonly device: Device;
  readonly kernels?: KernelSet | undefined;
  readonly opt?: OptimizationLevel | undefined;
  /** What prices it; that of preflash's own firmware on this part unless given. */
  readonly profile?: Profile | undefined;
  /** The model's input; a seeded random one unless given. */
  readonly input?: NamedFile | undefined;
  /** How it answers a data set, for the report. */
  readonly accuracy?: ((model: ModelInfo, profile: Profile) => Promise<Accuracy>) | undefined;
}

/**
 * What a model would cost on a part, from the model alone: it is run once in the counted firmware and priced by a
 * profile. Takes milliseconds, in node and in a browser.
 *
 * @throws ProfileError (as a rejection) when there is no profile for part, kernels and level, or it is of another part
 */
export async function estimateModel(
  options: EstimateOptions,
  { countingFirmware }: Pick<Facilities, 'countingFirmware'>,
): Promise<Report> {
  const { file, device, input } = options;
  const model = await openModel(file.bytes, file.name);
  const profile = await profileOf(options, model);
  const firmware = await countingFirmware(profile.wasmBuild);
  const inputs = input === undefined ? randomInputs(model) : await readInputs(input.bytes, input.name, model);
  return buildEstimateReport({
    estimate: estimate(profile, firmware, { model, modelBytes: file.bytes, name: file.name }, inputs),
    model,
    modelName: file.name,
    device,
    input: input === undefined ? { source: 'random', seed: defaultSeed } : { source: 'file' },
    warnings: staleWarnings(profile, firmware.sha256),
    accuracy: await options.accuracy?.(model, profile),
  });
}

async function profileOf({ profile, device, kernels, opt }: EstimateOptions, model: ModelInfo): Promise<Profile> {
  const runtime: Runtime = model.format === 'nnom' ? 'nnom' : (kernels ?? defaultKernels);
  const chosen = profile ?? (await findProfile(profileIdFor(device.id, runtime, opt ?? defaultOpt)));
  if (chosen.device !== device.id) throw otherPart(chosen, device);
  if (!pricesThisCount(chosen)) throw otherClasses(chosen);
  const countsNnom = chosen.wasmBuild === 'nnom';
  if (countsNnom !== (model.format === 'nnom')) throw otherFormat(chosen, model);
  return chosen;
}

function otherPart({ id, device }: Profile, asked: Device): ProfileError {
  return new ProfileError({
    where: id,
    what: `it prices ${device}, and ${asked.id} was asked for: another clock, flash and cache`,
    advice: `Give --device ${device}, or a profile of ${asked.id}.`,
    kind: 'unsupported',
  });
}

function otherClasses({ id }: Profile): ProfileError {
  return new ProfileError({
    where: id,
    what: 'it was fitted to other classes of instructions than are counted now',
    advice: 'Fit it again: preflash calibrate.',
  });
}

function otherFormat({ id }: Profile, { format }: ModelInfo): ProfileError {
  return new ProfileError({
    where: id,
    what: `it is of a runtime that does not take a model of format ${format}`,
    advice: 'Choose a profile of the runtime for this model.',
  });
}

/** Another build counts otherwise: what was fitted to the old one is off by as much. */
function staleWarnings(profile: Profile, sha256: string): Report['warnings'] {
  if (profile.wasmSha256 === sha256) return [];
  return [
    {
      code: 'profile-of-other-firmware',
      message: `profile ${profile.id} was fitted with another build of the counted firmware (${profile.fittedOn})`,
      advice: 'Its bands may be too narrow: fit it again with preflash calibrate.',
    },
  ];
}
