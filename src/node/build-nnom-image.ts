import { type AvrBuildTarget, avrCompilePlan, avrSourceDirectories } from '../build/avr.ts';
import type { BuildError } from '../build/errors.ts';
import { nnomFlashByLayer } from '../build/nnom-flash-use.ts';
import { explainWithoutCompiler, placeInNnomPrebuilt } from '../build/nnom-prebuilt.ts';
import type { BuiltImage } from '../build/types.ts';
import { openImage } from '../image/open.ts';
import { parseNnom } from '../model/nnom/nnom.ts';
import { findAvrToolchain } from './avr-toolchain.ts';
import { type CompileOptions, compileImage } from './compile.ts';
import { listSources } from './firmware-sources.ts';
import { cacheDirectory, objectCache } from './object-cache.ts';
import { firmwareDirectory, nnomPrebuiltDirectory, readBelow } from './prebuilt.ts';
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
  const { elf, linkMap } = await compileImage(avrCompilePlan(request, new TextDecoder().decode(weights), sources), {
    firmwareDirectory: firmware,
    toolchain,
    cache: objectCache(cacheDirectory(environment)),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  const image = await openImage(elf, 'the compiled firmware');
  return {
    image,
    origin: 'compiled',
    kernels: 'nnom',
    opt,
    compiler: toolchain.version,
    unreachableBytes: 0,
    unreachableRamBytes: 0,
    flashBytesByOp: nnomFlashByLayer(image, linkMap, device, parseNnom(weights, 'weights.h').source),
  };
}

/** Undefined when there is no image for the part, level and accumulator. */
async function fromPrebuilt(request: NnomBuildRequest, { advice }: BuildError): Promise<BuiltImage | undefined> {
  if (request.accumulator !== 'int32') return undefined;
  try {
    const { source } = parseNnom(request.weights, 'weights.h');
    return await placeInNnomPrebuilt({ ...request, source }, readBelow(nnomPrebuiltDirectory(firmwareDirectory())));
  } catch (cause) {
    throw explainWithoutCompiler(cause, advice);
  }
}
