import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest, PrebuiltImage } from '../build/manifest.ts';
import { type LoadedImage, type ReadPrebuilt, readManifest, readPrebuilt } from '../build/prebuilt.ts';
import { packageRoot } from './package-root.ts';

/** `firmware/` of the preflash package. */
export const firmwareDirectory = (): string => join(packageRoot(), 'firmware');

/** `prebuilt/` below a firmware directory. */
export const prebuiltDirectory = (firmware: string): string => join(firmware, 'prebuilt');

/** `avr/prebuilt/` below a firmware directory. */
export const nnomPrebuiltDirectory = (firmware: string): string => join(firmware, 'avr', 'prebuilt');

/** Reads the files below a directory. */
export const readBelow =
  (directory: string): ReadPrebuilt =>
  (path) =>
    readFile(join(directory, path));

/**
 * The manifest of the images that came with the package.
 *
 * @throws BuildError `broken-prebuilt` when it is missing or damaged
 */
export const loadManifest = (directory: string): Promise<Manifest> => readManifest(readBelow(directory));

/**
 * A prebuilt image, checked against the manifest.
 *
 * @throws BuildError `broken-prebuilt` when one of its files is missing or not the one the manifest means
 */
export const loadPrebuilt = (directory: string, entry: PrebuiltImage): Promise<LoadedImage> =>
  readPrebuilt(readBelow(directory), entry);
