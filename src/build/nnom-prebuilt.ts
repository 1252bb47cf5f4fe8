import * as z from 'zod';
import type { Device } from '../devices/schema.ts';
import type { NnomSource } from '../model/nnom/source.ts';
import { layerSets } from './avr.ts';
import { BuildError } from './errors.ts';
import { byLayer, nnomFlashUse } from './nnom-flash-use.ts';
import { placeNnomModel } from './place-nnom-model.ts';
import { type LoadedImage, manifestFile, type ReadPrebuilt, readPrebuilt, readText } from './prebuilt.ts';
import { type BuiltImage, type OptimizationLevel, optimizationLevels } from './types.ts';

/** `firmware/avr/prebuilt/manifest.json`: images of the NNoM-API runtime without a model. */
export const nnomManifestSchema = z.strictObject({
  /** First line of the compiler's `--version`. */
  compiler: z.string(),
  images: z.array(
    z.strictObject({
      device: z.string(),
      opt: z.enum(optimizationLevels),
      layers: z.enum(layerSets),
      /** File names below `firmware/avr/prebuilt/`, and what is in them. */
      file: z.string(),
      sha256: z.string(),
      linkMap: z.string(),
      linkMapSha256: z.string(),
    }),
  ),
});

export type NnomManifest = z.output<typeof nnomManifestSchema>;

/** A weights.h and what it is to run on. */
export interface NnomBuild {
  readonly source: NnomSource;
  readonly device: Device;
  readonly opt: OptimizationLevel;
}

/**
 * A weights.h as a table in a prebuilt image of the runtime, whose sums are kept in `int32_t`.
 *
 * @param read below `firmware/avr/prebuilt/`
 * @returns undefined when there is no image for the part and level with the layers it needs
 * @throws BuildError `model-too-large` when it does not fit with all the layers in the image, `broken-prebuilt`
 */
export async function placeInNnomPrebuilt(
  { source, device, opt }: NnomBuild,
  read: ReadPrebuilt,
): Promise<BuiltImage | undefined> {
  const constructors = source.steps.map(({ callee }) => `make_${callee}`);
  const loaded = await findNnomPrebuilt(read, device.id, opt, constructors);
  if (loaded === undefined) return undefined;
  const { reachableSymbols: _, flashBytesByOp, ...use } = nnomFlashUse(loaded.image, loaded.linkMap, device, source);
  return {
    image: placeNnomModel(loaded.image, device, source),
    origin: 'prebuilt',
    kernels: 'nnom',
    opt,
    compiler: loaded.compiler,
    ...use,
    flashBytesByOp: byLayer(flashBytesByOp),
  };
}

/** The image without a model that has the fewest layers beside those needed, and the compiler it is from. */
async function findNnomPrebuilt(
  read: ReadPrebuilt,
  device: string,
  opt: OptimizationLevel,
  constructors: readonly string[],
): Promise<(LoadedImage & { readonly compiler: string }) | undefined> {
  const { compiler, images } = nnomManifestSchema.parse(JSON.parse(await readText(read, manifestFile)));
  const candidates = images
    .filter((image) => image.device === device && image.opt === opt)
    .sort((a, b) => layerSets.indexOf(a.layers) - layerSets.indexOf(b.layers));
  for (const entry of candidates) {
    const loaded = await readPrebuilt(read, entry);
    const names = new Set(loaded.image.symbols.map(({ name }) => name));
    if (constructors.every((name) => names.has(name))) return { ...loaded, compiler };
  }
  return undefined;
}

/** The prebuilt image has more layers in it than the model uses: a model may fit only without those it does not use. */
export function explainWithoutCompiler(cause: unknown, advice: string): unknown {
  if (!(cause instanceof BuildError) || cause.reason !== 'model-too-large') return cause;
  return new BuildError('no-toolchain', {
    where: cause.where,
    what: `${cause.what}, in the prebuilt image; whether it fits without the layers it does not use takes a compiler, and there is none`,
    advice,
  });
}
