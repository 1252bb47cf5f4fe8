import { type AvrBuildTarget, avrCompilePlan, avrSourceDirectories } from '../build/avr.ts';
import { BuildError } from '../build/errors.ts';
import { nnomFlashUse } from '../build/nnom-flash-use.ts';
import { placeNnomModel } from '../build/place-nnom-model.ts';
import type { BuiltImage } from '../build/types.ts';
import { openImage } from '../image/open.ts';
import { parseNnom } from '../model/nnom/nnom.ts';
import { nnomRegistrationOf } from '../model/nnom/registration.ts';
import { findAvrToolchain } from './avr-toolchain.ts';
import { type CompileOptions, compileImage } from './compile.ts';
import { listSources } from './firmware-sources.ts';
import { loadNnomPrebuilt } from './nnom-prebuilt.ts';
import { cacheDirectory, objectCache } from './object-cache.ts';
import { firmwareDirectory } from './prebuilt.ts';
import type { Toolchain } from './toolchain.ts';

export interface NnomBuildRequest extends AvrBuildTarget, Pick<CompileOptions, 'onProgress' | 'signal'> {
  /** The weights.h. */
  readonly weights: Uint8Array;
  /** Where compilers and caches are looked for; the process's own unless given. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The NNoM-API runtime around a weights.h: compiled where there is a compiler, for then flash is what the user's own
 * build takes to the byte; else from an image that came with the package, where layers take the same cycles.
 *
 * @throws BuildError `model-too-large` with the number of bytes, `unsupported-target`, or `no-toolchain`
 */
export async function buildNnomImage(request: NnomBuildRequest): Promise<BuiltImage> {
  avrSourceDirectories(request.device); // A part that cannot be built for is not a reason to look for a compiler.
  const toolchain = await findAvrToolchain(request.environment).catch((error: unknown) => error as BuildError);
  if (!(toolchain instanceof Error)) return fromSources(request, toolchain);
  const built = await fromPrebuilt(request, toolchain);
  if (built !== undefined) return built;
  throw toolchain;
}

async function fromSources(request: NnomBuildRequest, toolchain: Toolchain): Promise<BuiltImage> {
  const { weights, device, opt, environment, onProgress, signal } = request;
  const firmware = firmwareDirectory();
  const sources = await listSources(firmware, avrSourceDirectories(device));
  const { elf } = await compileImage(avrCompilePlan(request, new TextDecoder().decode(weights), sources), {
    firmwareDirectory: firmware,
    toolchain,
    cache: objectCache(cacheDirectory(environment)),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  return {
    image: await openImage(elf, 'the compiled firmware'),
    origin: 'compiled',
    kernels: 'nnom',
    opt,
    compiler: toolchain.version,
    unreachableBytes: 0,
    unreachableRamBytes: 0,
    flashBytesByOp: new Map(),
  };
}

/** Undefined when there is no image for the part, level and accumulator. */
async function fromPrebuilt(request: NnomBuildRequest, noToolchain: BuildError): Promise<BuiltImage | undefined> {
  const { weights, device, opt, accumulator } = request;
  const { source } = parseNnom(weights, 'weights.h');
  const constructors = source.steps.map(({ callee }) => `make_${callee}`);
  const loaded = accumulator === 'int32' ? await loadNnomPrebuilt(device.id, opt, constructors) : undefined;
  if (loaded === undefined) return undefined;
  const { reachableSymbols: _, flashBytesByOp, ...use } = nnomFlashUse(loaded.image, loaded.linkMap, device, source);
  return {
    image: placeOrExplain(() => placeNnomModel(loaded.image, device, source), noToolchain),
    origin: 'prebuilt',
    kernels: 'nnom',
    opt,
    compiler: loaded.compiler,
    ...use,
    flashBytesByOp: byLayer(flashBytesByOp),
  };
}

/** The prebuilt image has more layers in it than the model uses: a model may fit only without those it does not use. */
function placeOrExplain<T>(place: () => T, { advice }: BuildError): T {
  try {
    return place();
  } catch (cause) {
    if (!(cause instanceof BuildError) || cause.reason !== 'model-too-large') throw cause;
    throw new BuildError('no-toolchain', {
      where: cause.where,
      what: `${cause.what}, in the prebuilt image; whether it fits without the layers it does not use takes a compiler, and there is none`,
      advice,
    });
  }
}

/** Bytes of constructors as bytes of the layers they make; an activation belongs to the layer it stands behind. */
function byLayer(bytesByConstructor: ReadonlyMap<string, number>): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const [symbol, count] of bytesByConstructor) {
    const registration = nnomRegistrationOf(symbol.replace(/^make_/, ''));
    if (registration !== undefined) bytes.set(registration, (bytes.get(registration) ?? 0) + count);
  }
  return bytes;
}
