import { valuesIn } from '../bytes/shape.ts';
import type { TensorInfo, TensorType } from './types.ts';

type ElementReader = (view: DataView, offset: number) => number;

const littleEndian = true;

const elements: Readonly<Record<TensorType, { readonly bytes: number; readonly read: ElementReader }>> = {
  int8: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  uint8: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  bool: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  int16: { bytes: 2, read: (view, offset) => view.getInt16(offset, littleEndian) },
  int32: { bytes: 4, read: (view, offset) => view.getInt32(offset, littleEndian) },
  int64: { bytes: 8, read: (view, offset) => Number(view.getBigInt64(offset, littleEndian)) },
  float32: { bytes: 4, read: (view, offset) => view.getFloat32(offset, littleEndian) },
  float16: { bytes: 2, read: (view, offset) => halfToNumber(view.getUint16(offset, littleEndian)) },
};

/** Bytes one element takes in memory. */
export const elementBytes = (type: TensorType): number => elements[type].bytes;

/** Bytes a tensor takes in memory; a scalar has one element. */
export function tensorBytes({ type, shape }: Pick<TensorInfo, 'type' | 'shape'>): number {
  return valuesIn(shape) * elementBytes(type);
}

/**
 * The numbers in a tensor's bytes, which are little endian on every part; null for one that is not finite, as JSON has
 * it. A trailing partial element is left out.
 */
export function tensorValues(bytes: Uint8Array, type: TensorType): (number | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const element = elements[type];
  const length = Math.floor(bytes.length / element.bytes);
  return Array.from({ length }, (_, at) => {
    const value = element.read(view, at * element.bytes);
    return Number.isFinite(value) ? value : null;
  });
}

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
