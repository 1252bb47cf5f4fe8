import { DataError } from './errors.ts';
import type { NumberArray } from './types.ts';

const signature = [0x89, 0x50, 0x4e, 0x47];

/** Whether `bytes` start as a PNG file does. */
export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, at) => bytes[at] === byte);

/**
 * The picture in a PNG file, height x width x channels (1 or 3); an alpha channel is left out, a palette looked up.
 * @throws DataError (as a rejection) when the file is damaged
 */
export async function readPng(bytes: Uint8Array, name: string): Promise<NumberArray> {
  const { decode, convertIndexedToRgb } = await import('fast-png');
  try {
    const image = decode(bytes);
    const isIndexed = image.palette !== undefined;
    const data = isIndexed ? convertIndexedToRgb(image) : image.data;
    const channels = isIndexed ? data.length / (image.width * image.height) : image.channels;
    const colours = channels >= 3 ? 3 : 1;
    const largest = isIndexed ? 255 : 2 ** image.depth - 1;
    const pixels = image.width * image.height;
    const values = Float32Array.from({ length: pixels * colours }, (_, at) => {
      const source = Math.floor(at / colours) * channels + (at % colours);
      return ((data[source] as number) / largest) * 255;
    });
    return { shape: [image.height, image.width, colours], values, isPixels: true };
  } catch (cause) {
    throw new DataError({
      where: name,
      what: `this PNG file cannot be read (${cause instanceof Error ? cause.message : cause})`,
      advice: 'Save the picture again.',
    });
  }
}
