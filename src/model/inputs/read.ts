import { tensorBytes } from '../tensor-values.ts';
import type { ModelInfo, TensorInfo } from '../types.ts';
import { InputError } from './errors.ts';
import { isNpy, readNpy } from './npy.ts';

/**
 * The bytes of every input tensor, from one file: a `.npy` array for a model with one input, or raw little-endian
 * bytes, the inputs one after the other. Told apart by content; `name` is for messages.
 *
 * @throws InputError (as a rejection) when type, shape or size are not those of the model's input
 */
export async function readInputs(bytes: Uint8Array, name: string, model: ModelInfo): Promise<Uint8Array[]> {
  const tensors = model.inputs.map((index) => model.tensors[index] as TensorInfo);
  const [only, ...others] = tensors;
  if (!isNpy(bytes)) return splitRaw(bytes, name, tensors);
  if (only === undefined || others.length > 0) {
    throw new InputError({
      where: name,
      what: `the model has ${tensors.length} inputs, and a .npy file holds one array`,
      advice: 'Give a raw file with the bytes of all inputs one after the other.',
    });
  }
  return [await readNpy(bytes, name, only)];
}

function splitRaw(bytes: Uint8Array, name: string, tensors: readonly TensorInfo[]): Uint8Array[] {
  const expected = tensors.reduce((sum, tensor) => sum + tensorBytes(tensor), 0);
  if (bytes.length !== expected) {
    throw new InputError({
      where: name,
      what: `it has ${bytes.length} bytes and the model reads ${expected} (${tensors.map(describe).join(', ')})`,
      advice: 'Give raw little-endian bytes of exactly that size, or a .npy file.',
    });
  }
  let offset = 0;
  return tensors.map((tensor) => {
    const start = offset;
    offset += tensorBytes(tensor);
    return bytes.slice(start, offset);
  });
}

const describe = ({ name, type, shape }: TensorInfo): string => `${name}: ${type} ${shape.join('x') || 'scalar'}`;
