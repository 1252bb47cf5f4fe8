import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { layerSets } from '../build/avr.ts';
import { BuildError } from '../build/errors.ts';
import { deserializeLinkMap } from '../build/manifest.ts';
import { type OptimizationLevel, optimizationLevels } from '../build/types.ts';
import { openImage } from '../image/open.ts';
import { firmwareDirectory, type LoadedImage } from './prebuilt.ts';

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

/** `avr/prebuilt/` below a firmware directory. */
export const nnomPrebuiltDirectory = (firmware: string): string => join(firmware, 'avr', 'prebuilt');

/**
 * The image without a model that has the fewest layers beside those needed, and the compiler it is from; undefined when
 * there is none for the part and level.
 *
 * @param constructors the image must have, as symbols: `make_Dense`
 */
export async function loadNnomPrebuilt(
  device: string,
  opt: OptimizationLevel,
  constructors: readonly string[],
): Promise<(LoadedImage & { readonly compiler: string }) | undefined> {
  const directory = nnomPrebuiltDirectory(firmwareDirectory());
  const manifest = nnomManifestSchema.parse(JSON.parse((await readPart(directory, 'manifest.json')).toString()));
  const candidates = manifest.images
    .filter((image) => image.device === device && image.opt === opt)
    .sort((a, b) => layerSets.indexOf(a.layers) - layerSets.indexOf(b.layers));
  for (const entry of candidates) {
    const image = await openImage(new Uint8Array(await readChecked(directory, entry.file, entry.sha256)), entry.file);
    const names = new Set(image.symbols.map(({ name }) => name));
    if (!constructors.every((name) => names.has(name))) continue;
    const linkMap = await readChecked(directory, entry.linkMap, entry.linkMapSha256);
    return { image, linkMap: deserializeLinkMap(linkMap.toString('utf8')), compiler: manifest.compiler };
  }
  return undefined;
}

async function readChecked(directory: string, name: string, sha256: string): Promise<Buffer> {
  const bytes = await readPart(directory, name);
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw broken(name, 'this file is not the one the manifest was made with');
}

async function readPart(directory: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(directory, name));
  } catch (cause) {
    throw broken(name, 'this file of the prebuilt firmware cannot be read', cause);
  }
}

function broken(where: string, what: string, cause?: unknown): BuildError {
  const advice = 'Reinstall preflash, or run `npx tsx scripts/build-avr-prebuilt.ts` in its source tree.';
  return new BuildError('broken-prebuilt', { where, what, advice }, { cause });
}
