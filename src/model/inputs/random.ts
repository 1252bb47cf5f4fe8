import { tensorBytes } from '../tensor-values.ts';
import type { ModelInfo, TensorInfo, TensorType } from '../types.ts';

/** Seed of the input of a run that was given none. */
export const defaultSeed = 1;

/** Random 32-bit words: xorshift32, shifts 13, 17, 5 (G. Marsaglia, "Xorshift RNGs", J. Stat. Softw. 8(14), 2003). */
function* xorshift32(seed: number): Generator<number, never> {
  let state = seed >>> 0;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    yield state;
  }
}

const littleEndian = true;

/**
 * How each element is made from 32 random bits, of which the upper ones are the better: integers of up to 32 bits over
 * their whole range, float32 from 0 up to, not including, 1, booleans 0 or 1.
 */
const writers: Readonly<Record<TensorType, { readonly bytes: number; readonly write: ElementWriter }>> = {
  int8: { bytes: 1, write: (view, at, word) => view.setUint8(at, word >>> 24) },
  uint8: { bytes: 1, write: (view, at, word) => view.setUint8(at, word >>> 24) },
  bool: { bytes: 1, write: (view, at, word) => view.setUint8(at, word >>> 31) },
  int16: { bytes: 2, write: (view, at, word) => view.setUint16(at, word >>> 16, littleEndian) },
  int32: { bytes: 4, write: (view, at, word) => view.setUint32(at, word, littleEndian) },
  int64: { bytes: 8, write: (view, at, word) => view.setBigInt64(at, BigInt(word | 0), littleEndian) },
  float32: { bytes: 4, write: (view, at, word) => view.setFloat32(at, (word >>> 8) / 2 ** 24, littleEndian) },
  // 0x3C00 is 1.0: with random fraction bits, 1 up to, not including, 2.
  float16: { bytes: 2, write: (view, at, word) => view.setUint16(at, 0x3c00 | (word >>> 22), littleEndian) },
};

type ElementWriter = (view: DataView, at: number, word: number) => void;

/**
 * Inputs for every input tensor of a model, the same for the same seed on every machine: one xorshift32 word an
 * element, in order, one sequence through all tensors.
 *
 * @param seed 1..2^32-1
 */
export function randomInputs(model: ModelInfo, seed: number = defaultSeed): Uint8Array[] {
  const words = xorshift32(seed);
  return model.inputs.map((index) => randomTensor(model.tensors[index] as TensorInfo, words));
}

function randomTensor(tensor: TensorInfo, words: Generator<number, never>): Uint8Array {
  const bytes = new Uint8Array(tensorBytes(tensor));
  const view = new DataView(bytes.buffer);
  const { bytes: step, write } = writers[tensor.type];
  for (let at = 0; at < bytes.length; at += step) write(view, at, words.next().value);
  return bytes;
}
