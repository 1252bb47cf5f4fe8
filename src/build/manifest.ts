import * as z from 'zod';
import { BuildError } from './errors.ts';
import type { LinkMap } from './link-map.ts';
import { type KernelSet, kernelSets, type OptimizationLevel, optimizationLevels } from './types.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const prebuiltImageSchema = z.strictObject({
  device: z.string(),
  kernels: z.enum(kernelSets),
  opt: z.enum(optimizationLevels),
  /** ELF file, relative to `firmware/prebuilt/`. */
  file: z.string(),
  sha256,
  sizeBytes: z.int().positive(),
  /** Link map of the same link, as `linkMapSchema` has it; relative to `firmware/prebuilt/`. */
  linkMap: z.string(),
  linkMapSha256: sha256,
  /** Compiler and linker arguments that shaped the machine code. */
  flags: z.array(z.string()),
});

/** `firmware/prebuilt/manifest.json`: which images there are and how each came to be. */
export const manifestSchema = z.strictObject({
  /** First line of the compiler's `--version`. */
  compiler: z.string(),
  /** SHA-256 over the firmware sources and the build tables the images were made from. */
  sourceHash: sha256,
  images: z.array(prebuiltImageSchema),
});

export type Manifest = z.output<typeof manifestSchema>;
export type PrebuiltImage = Manifest['images'][number];

const linkMapSchema = z.strictObject({
  /** Name, address, bytes. */
  sections: z.array(z.tuple([z.string(), z.int().nonnegative(), z.int().positive()])),
  scriptSymbols: z.array(z.string()),
});

/** The one-line JSON a link map is kept in beside its image. */
export function serializeLinkMap({ sections, scriptSymbols }: LinkMap): string {
  const rows = sections.map(({ name, address, sizeBytes }) => [name, address, sizeBytes]);
  return `${JSON.stringify({ sections: rows, scriptSymbols })}\n`;
}

/** @throws BuildError `broken-prebuilt` when the text is not what `serializeLinkMap` writes */
export function deserializeLinkMap(text: string): LinkMap {
  const { sections, scriptSymbols } = parsed(linkMapSchema, text, 'link map');
  return { sections: sections.map(([name, address, sizeBytes]) => ({ name, address, sizeBytes })), scriptSymbols };
}

/** @throws BuildError `broken-prebuilt` when the text is not a manifest */
export function parseManifest(text: string): Manifest {
  return parsed(manifestSchema, text, 'manifest');
}

/** The image for a combination, if there is one. */
export function findPrebuilt(
  manifest: Manifest,
  device: string,
  kernels: KernelSet,
  opt: OptimizationLevel,
): PrebuiltImage | undefined {
  return manifest.images.find((image) => image.device === device && image.kernels === kernels && image.opt === opt);
}

/** Which combinations there are, for people: `stm32l475vg: reference O0 O1, cmsis-nn Os`. */
export function describePrebuilt({ images }: Manifest): string {
  const devices = [...new Set(images.map(({ device }) => device))];
  return devices
    .map((device) => `${device}: ${combinations(images.filter((image) => image.device === device))}`)
    .join('; ');
}

function combinations(images: readonly PrebuiltImage[]): string {
  return kernelSets
    .map((kernels) => [kernels, ...images.filter((image) => image.kernels === kernels).map(({ opt }) => opt)])
    .filter((words) => words.length > 1)
    .map((words) => words.join(' '))
    .join(', ');
}

function parsed<Schema extends z.ZodType>(schema: Schema, text: string, what: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const where = `the ${what} of the prebuilt images`;
    throw new BuildError('broken-prebuilt', { where, what: 'it is damaged', advice: 'Reinstall preflash.' }, { cause });
  }
}
