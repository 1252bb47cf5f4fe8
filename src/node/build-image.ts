import { BuildError } from '../build/errors.ts';
import { flashUse } from '../build/flash-use.ts';
import { describePrebuilt, findPrebuilt } from '../build/manifest.ts';
import { type ModelBuild, placeInPrebuilt } from '../build/place-in-prebuilt.ts';
import { placeModel } from '../build/place-model.ts';
import { compilePlan, sourceDirectories } from '../build/plan.ts';
import type { BuiltImage } from '../build/types.ts';
import { openImage } from '../image/open.ts';
import { requiredRegistrations } from '../model/registrations.ts';
import { type CompileOptions, compileImage } from './compile.ts';
import { listSources } from './firmware-sources.ts';
import { cacheDirectory, objectCache } from './object-cache.ts';
import { firmwareDirectory, loadManifest, prebuiltDirectory, readBelow } from './prebuilt.ts';
import { findToolchain, type Toolchain, toolchainAdvice } from './toolchain.ts';

export interface BuildRequest extends ModelBuild, Pick<CompileOptions, 'onProgress' | 'signal'> {
  /** Take an image that came with the package where there is one; true unless said otherwise. */
  readonly preferPrebuilt?: boolean;
  /** Where compilers and caches are looked for; the process's own unless given. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Sources and prebuilt images; the package's own unless given. */
  readonly firmwareDirectory?: string;
}

/**
 * Builds the firmware around a model: from a prebuilt image where there is one for the device, kernels and
 * optimisation level, else with the cross compiler. A model that would fit only without the kernels it does not use
 * is compiled too.
 *
 * @throws BuildError `model-too-large`, `kernel-missing`, `unsupported-target`, or `no-toolchain` where a compiler is
 *   needed and there is none
 */
export async function buildImage(request: BuildRequest): Promise<BuiltImage> {
  const { firmwareDirectory: firmware = firmwareDirectory() } = request;
  const manifest = await loadManifest(prebuiltDirectory(firmware));
  const { device, kernels, opt, preferPrebuilt = true } = request;
  const entry = preferPrebuilt ? findPrebuilt(manifest, device.id, kernels, opt) : undefined;
  if (entry === undefined) {
    const situation = `there are prebuilt images for ${describePrebuilt(manifest)} alone`;
    return fromSources(request, firmware, await toolchainFor(request, situation));
  }
  const built = await placeInPrebuilt(request, manifest, entry, readBelow(prebuiltDirectory(firmware)));
  if (built !== undefined) return built;
  const situation = 'the prebuilt image has all kernels in it, which leaves too little room for this model';
  return fromSources(request, firmware, await toolchainFor(request, situation));
}

async function fromSources(request: BuildRequest, firmware: string, toolchain: Toolchain): Promise<BuiltImage> {
  const { model, modelBytes, modelName, device, kernels, opt, environment, onProgress, signal } = request;
  const registrations = requiredRegistrations(model, modelName);
  const plan = compilePlan(request, registrations, await listSources(firmware, sourceDirectories(request)));
  const { elf, linkMap } = await compileImage(plan, {
    firmwareDirectory: firmware,
    toolchain,
    cache: objectCache(cacheDirectory(environment)),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  const image = await openImage(elf, 'the compiled firmware');
  return {
    image: placeModel(image, device, modelBytes),
    origin: 'compiled',
    kernels,
    opt,
    compiler: toolchain.version,
    unreachableBytes: 0,
    unreachableRamBytes: 0,
    flashBytesByOp: flashUse(image, linkMap, registrations).flashBytesByOp,
  };
}

/** `situation` says why the compiler is needed. */
async function toolchainFor(request: BuildRequest, situation: string): Promise<Toolchain> {
  sourceDirectories(request); // A part that cannot be built for is not a reason to install a compiler.
  try {
    return await findToolchain(request.environment);
  } catch (cause) {
    if (!(cause instanceof BuildError) || cause.reason !== 'no-toolchain') throw cause;
    const { device, kernels, opt } = request;
    const where = `${device.id} with ${kernels} kernels at -${opt}`;
    const what = `${situation}, and it cannot be compiled either (${cause.where}: ${cause.what})`;
    throw new BuildError('no-toolchain', { where, what, advice: toolchainAdvice }, { cause });
  }
}
