import { valuesIn } from '../bytes/shape.ts';
import type { TensorInfo } from '../model/types.ts';
import { DataError } from './errors.ts';
import type { DataSet } from './types.ts';

const littleEndian = true;

const withoutOnes = (shape: readonly number[]): string => shape.filter((size) => size !== 1).join('x');

/**
 * Checks that the inputs of a data set are what a tensor takes: dimensions of 1 aside the same shape, or a flat tensor
 * of as many values (784 for 28x28).
 * @throws DataError
 */
export function assertFeeds(data: DataSet, tensor: TensorInfo): void {
  const isFlat = withoutOnes(tensor.shape) === String(valuesIn(data.shape));
  if (isFlat || withoutOnes(data.shape) === withoutOnes(tensor.shape)) return;
  throw new DataError({
    where: data.name,
    what: `its inputs are ${data.shape.join('x')} and the model takes ${tensor.shape.join('x')} (${tensor.name})`,
    advice: 'Give data of the shape that the model was trained on, in the order of its axes.',
  });
}

/**
 * Real numbers as the bytes of an input tensor: float32 as they are, integers by the tensor's scale and zero point,
 * rounded half away from zero and saturated (TensorFlow Lite quantisation specification: real = scale x (q - zero)).
 * @throws DataError for other types, and for integers without a scale
 */
export function encodeInput(values: Float32Array, tensor: TensorInfo): Uint8Array {
  if (tensor.type === 'float32') return encodeFloats(values);
  const scale = tensor.quantization?.scales[0];
  const zeroPoint = tensor.quantization?.zeroPoints[0] ?? 0;
  const isSigned = tensor.type === 'int8';
  if (scale === undefined || (!isSigned && tensor.type !== 'uint8')) {
    throw new DataError({
      where: tensor.name,
      what: `real numbers cannot be turned into the model's input: ${tensor.type}${scale === undefined ? ' without a scale' : ''}`,
      advice: 'Data sets feed float32, int8 and uint8 inputs whose scale is in the model.',
    });
  }
  const low = isSigned ? -128 : 0;
  return Uint8Array.from(values, (value) => {
    const scaled = value / scale;
    const rounded = Math.sign(scaled) * Math.round(Math.abs(scaled));
    return Math.min(Math.max(rounded + zeroPoint, low), low + 255) & 0xff;
  });
}

function encodeFloats(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, at) => {
    view.setFloat32(4 * at, value, littleEndian);
  });
  return new Uint8Array(view.buffer);
}
