import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildError } from '../build/errors.ts';
import type { LinkMap } from '../build/link-map.ts';
import { deserializeLinkMap, type Manifest, type PrebuiltImage, parseManifest } from '../build/manifest.ts';
import { openImage } from '../image/open.ts';
import type { FirmwareImage } from '../image/types.ts';
import { packageRoot } from './package-root.ts';

/** An image without a model, and what the linker said about it. */
export interface LoadedImage {
  readonly image: FirmwareImage;
  readonly linkMap: LinkMap;
}

/** `firmware/` of the preflash package. */
export const firmwareDirectory = (): string => join(packageRoot(), 'firmware');

/** `prebuilt/` below a firmware directory. */
export const prebuiltDirectory = (firmware: string): string => join(firmware, 'prebuilt');

/**
 * The manifest of the images that came with the package.
 *
 * @throws BuildError `broken-prebuilt` when it is missing or damaged
 */
export async function loadManifest(directory: string): Promise<Manifest> {
  const path = join(directory, 'manifest.json');
  return parseManifest((await readPart(path)).toString('utf8'));
}

/**
 * A prebuilt image, checked against the manifest.
 *
 * @throws BuildError `broken-prebuilt` when one of its files is missing or not the one the manifest means
 */
export async function loadPrebuilt(directory: string, entry: PrebuiltImage): Promise<LoadedImage> {
  const elf = await readChecked(join(directory, entry.file), entry.sha256);
  const linkMap = await readChecked(join(directory, entry.linkMap), entry.linkMapSha256);
  return { image: await openImage(elf, entry.file), linkMap: deserializeLinkMap(linkMap.toString('utf8')) };
}

async function readChecked(path: string, sha256: string): Promise<Buffer> {
  const bytes = await readPart(path);
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw broken(path, 'this file is not the one the manifest was made with');
}

async function readPart(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw broken(path, 'this file of the prebuilt firmware cannot be read', cause);
  }
}

function broken(where: string, what: string, cause?: unknown): BuildError {
  const advice = 'Reinstall preflash, or run `npm run prebuilt` in its source tree.';
  return new BuildError('broken-prebuilt', { where, what, advice }, { cause });
}
