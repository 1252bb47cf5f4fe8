import { type AvrBuildTarget, avrCompilePlan, avrSourceDirectories } from '../build/avr.ts';
import type { BuiltImage } from '../build/types.ts';
import { openImage } from '../image/open.ts';
import { findAvrToolchain } from './avr-toolchain.ts';
import { type CompileOptions, compileImage } from './compile.ts';
import { listSources } from './firmware-sources.ts';
import { cacheDirectory, objectCache } from './object-cache.ts';
import { firmwareDirectory } from './prebuilt.ts';

export interface NnomBuildRequest extends AvrBuildTarget, Pick<CompileOptions, 'onProgress' | 'signal'> {
  /** The weights.h. */
  readonly weights: Uint8Array;
  /** Where compilers and caches are looked for; the process's own unless given. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Sources; the package's own unless given. */
  readonly firmwareDirectory?: string;
}

/**
 * Compiles the NNoM-API runtime around a weights.h.
 *
 * @throws BuildError `model-too-large` with the number of bytes, `unsupported-target`, or `no-toolchain`
 */
export async function buildNnomImage(request: NnomBuildRequest): Promise<BuiltImage> {
  const { weights, device, opt, environment, onProgress, signal } = request;
  const firmware = request.firmwareDirectory ?? firmwareDirectory();
  const sources = await listSources(firmware, avrSourceDirectories(device));
  const toolchain = await findAvrToolchain(environment);
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
