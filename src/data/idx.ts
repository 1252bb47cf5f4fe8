import { valuesIn } from '../bytes/shape.ts';
import { DataError } from './errors.ts';
import type { NumberArray } from './types.ts';

/**
 * IDX, the format of MNIST (Y. LeCun, "The MNIST database", file formats): two zero bytes, a type, the number of
 * dimensions, each dimension as a big-endian word, the data.
 */
const unsignedByte = 0x08;
const headerBytes = (dimensions: number) => 4 + 4 * dimensions;

/** Whether `bytes` start as an IDX file of a known type does. */
export function isIdx(bytes: Uint8Array): boolean {
  const [first, second, type = 0, dimensions = 0] = bytes;
  return first === 0 && second === 0 && type >= unsignedByte && type <= 0x0e && dimensions >= 1 && dimensions <= 8;
}

/**
 * The bytes of an IDX file.
 * @throws DataError when they are not unsigned bytes, or not as many as the header says
 */
export function readIdx(bytes: Uint8Array, name: string): NumberArray {
  const [, , type, dimensions = 0] = bytes;
  if (type !== unsignedByte) {
    throw new DataError({
      where: name,
      what: `this IDX file holds elements of type 0x${type?.toString(16)}`,
      advice: 'preflash reads unsigned bytes (0x08); save other numbers as .npy.',
    });
  }
  const start = headerBytes(dimensions);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, axis) =>
    4 * axis + 8 <= bytes.length ? view.getUint32(4 + 4 * axis) : 0,
  );
  const expected = valuesIn(shape);
  if (bytes.length - start !== expected) {
    throw new DataError({
      where: name,
      what: `its header says ${shape.join('x')} bytes and ${Math.max(0, bytes.length - start)} follow`,
      advice: 'The file is damaged: copy or download it again.',
    });
  }
  return { shape, values: bytes.subarray(start), isPixels: true };
}
