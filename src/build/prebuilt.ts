import { sha256Hex } from '../bytes/sha256.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import { openImage } from '../image/open.ts';
import type { FirmwareImage } from '../image/types.ts';
import { BuildError } from './errors.ts';
import type { LinkMap } from './link-map.ts';
import { deserializeLinkMap, type Manifest, type PrebuiltImage, parseManifest } from './manifest.ts';

/**
 * Bytes of a file that came with preflash, by its path below the directory of the manifest: from a disk or from a web
 * server. Rejects when there is none.
 */
export type ReadPrebuilt = (path: string) => Promise<Uint8Array>;

/** An image without a model, and what the linker said about it. */
export interface LoadedImage {
  readonly image: FirmwareImage;
  readonly linkMap: LinkMap;
}

/** The files of an image, as both manifests have them. */
type ImageFiles = Pick<PrebuiltImage, 'file' | 'sha256' | 'linkMap' | 'linkMapSha256'>;

export const manifestFile = 'manifest.json';

/**
 * The manifest of the images that came with the package.
 *
 * @throws BuildError `broken-prebuilt` when it is missing or damaged
 */
export async function readManifest(read: ReadPrebuilt): Promise<Manifest> {
  return parseManifest(await readText(read, manifestFile));
}

/**
 * A prebuilt image, checked against the manifest.
 *
 * @throws BuildError `broken-prebuilt` when one of its files is missing or not the one the manifest means
 */
export async function readPrebuilt(read: ReadPrebuilt, entry: ImageFiles): Promise<LoadedImage> {
  const [elf, linkMap] = await Promise.all([
    readChecked(read, entry.file, entry.sha256),
    readChecked(read, entry.linkMap, entry.linkMapSha256),
  ]);
  return {
    image: await openImage(elf, entry.file),
    linkMap: deserializeLinkMap(new TextDecoder().decode(linkMap)),
  };
}

/** A text file of the prebuilt firmware. @throws BuildError `broken-prebuilt` when it cannot be read */
export async function readText(read: ReadPrebuilt, path: string): Promise<string> {
  return new TextDecoder().decode(await readPart(read, path));
}

async function readChecked(read: ReadPrebuilt, path: string, sha256: string): Promise<Uint8Array> {
  const bytes = await readPart(read, path);
  if ((await sha256Hex(bytes)) === sha256) return bytes;
  throw broken(path, 'this file is not the one the manifest was made with');
}

async function readPart(read: ReadPrebuilt, path: string): Promise<Uint8Array> {
  try {
    return await read(path);
  } catch (cause) {
    // Who reads may know more: a page without a network.
    if (cause instanceof PreflashError) throw cause;
    throw broken(path, 'this file of the prebuilt firmware cannot be read', cause);
  }
}

function broken(where: string, what: string, cause?: unknown): BuildError {
  const advice = 'Reinstall preflash, or run `npm run prebuilt` in its source tree; a web page is best loaded again.';
  return new BuildError('broken-prebuilt', { where, what, advice }, { cause });
}
