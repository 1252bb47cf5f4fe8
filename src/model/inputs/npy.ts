import { valuesIn } from '../../bytes/shape.ts';
import { elementBytes } from '../tensor-values.ts';
import type { TensorInfo, TensorType } from '../types.ts';
import { InputError } from './errors.ts';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The first bytes of every .npy file: `\x93NUMPY`. */
export const isNpy = (bytes: Uint8Array): boolean => magic.every((byte, at) => bytes[at] === byte);

/** NumPy's type codes, without the byte order. */
export const dtypeCodes: Readonly<Record<TensorType, string>> = {
  int8: 'i1',
  uint8: 'u1',
  int16: 'i2',
  int32: 'i4',
  int64: 'i8',
  float16: 'f2',
  float32: 'f4',
  bool: 'b1',
};

/** What a .npy file holds; `dtype` is NumPy's code without the byte order, `data` the elements' bytes. */
export interface NpyContent {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  readonly data: Uint8Array;
}

/**
 * The elements of a .npy file as the bytes of `tensor`. Dimensions of size 1 may be left out or added: 28x28 is taken
 * for 1x28x28x1.
 *
 * @throws InputError (as a rejection) when the file is damaged, or of another type, shape or order
 */
export async function readNpy(bytes: Uint8Array, name: string, tensor: TensorInfo): Promise<Uint8Array> {
  const { dtype, shape, fortranOrder, data } = await parseNpy(bytes, name);
  checkType(dtype, name, tensor);
  if (!sameShape(shape, tensor.shape)) {
    throw new InputError({
      where: name,
      what: `its shape is ${shapeText(shape)} and the model's input ${tensor.name} is ${shapeText(tensor.shape)}`,
      advice: 'Save one input, in the order of the axes the model has.',
    });
  }
  if (fortranOrder) {
    throw new InputError({
      where: name,
      what: 'it is in Fortran order',
      advice: 'Save it row by row: numpy.ascontiguousarray(x).',
    });
  }
  checkLength(data, shape, name, tensor);
  return data;
}

/** @throws InputError (as a rejection) when the file is damaged */
export async function parseNpy(bytes: Uint8Array, name: string): Promise<NpyContent> {
  const { parse } = await import('npyjs');
  try {
    const { dtype, shape, fortranOrder, data } = parse(new Uint8Array(bytes).buffer, { convertFloat16: false });
    return { dtype, shape, fortranOrder, data: dataBytes(data) };
  } catch (cause) {
    throw new InputError({
      where: name,
      what: `this .npy file cannot be read (${cause instanceof Error ? cause.message : cause})`,
      advice: 'Save it with numpy.save, little endian, as the type of the model input.',
    });
  }
}

/** npyjs gives booleans as a plain array, whatever its types say. */
function dataBytes(data: ArrayBufferView | readonly boolean[]): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()
    : Uint8Array.from(data, Number);
}

function checkType(dtype: string, name: string, tensor: TensorInfo): void {
  if (dtype === dtypeCodes[tensor.type]) return;
  const known = Object.entries(dtypeCodes).find(([, code]) => code === dtype)?.[0];
  throw new InputError({
    where: name,
    what: `its type is ${known ?? dtype} and the model's input ${tensor.name} is ${tensor.type}`,
    advice: conversionAdvice(tensor),
  });
}

function conversionAdvice({ type, quantization }: TensorInfo): string {
  const [scale] = quantization?.scales ?? [];
  const [zeroPoint] = quantization?.zeroPoints ?? [];
  return scale === undefined || zeroPoint === undefined
    ? `Convert it: x.astype(numpy.${type}).`
    : `Quantise it: numpy.round(x / ${scale} + ${zeroPoint}).astype(numpy.${type}).`;
}

function checkLength(data: Uint8Array, shape: readonly number[], name: string, tensor: TensorInfo): void {
  const expected = valuesIn(shape) * elementBytes(tensor.type);
  if (data.length === expected) return;
  throw new InputError({
    where: name,
    what: `its header promises ${expected} bytes of data and ${data.length} follow`,
    advice: 'The file is damaged: save it again.',
  });
}

const withoutOnes = (shape: readonly number[]): readonly number[] => shape.filter((size) => size !== 1);

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return withoutOnes(a).join() === withoutOnes(b).join();
}

const shapeText = (shape: readonly number[]): string => shape.join('x') || 'scalar';
