/** Element types that golden inputs come in. */
export type InputType = 'int8' | 'uint8' | 'float32';

export interface InputTensor {
  readonly type: InputType;
  readonly elements: number;
}

/**
 * The input tensors of inference `inference`: bytes as the firmware reads them. The rule is told in inputs.py, which
 * the golden outputs were made with.
 */
export function goldenInputs(tensors: readonly InputTensor[], inference: number): Uint8Array[] {
  let state = (0x9e3779b9 ^ (inference + 1)) >>> 0;
  return tensors.map(({ type, elements }) => {
    const view = new DataView(new ArrayBuffer(elements * (type === 'float32' ? 4 : 1)));
    for (let index = 0; index < elements; index += 1) {
      state = xorshift32(state);
      if (type === 'float32') view.setFloat32(4 * index, floatElement(state, index, inference), true);
      else view.setUint8(index, byteElement(state, index, inference));
    }
    return new Uint8Array(view.buffer);
  });
}

function xorshift32(state: number): number {
  let next = state;
  next ^= next << 13;
  next ^= next >>> 17;
  next ^= next << 5;
  return next >>> 0;
}

function floatElement(state: number, index: number, inference: number): number {
  const unit = (state >>> 8) / 2 ** 23 - 1;
  return [unit, 8 * unit, (index % 64) / 32 - 1][inference % 3] ?? 0;
}

function byteElement(state: number, index: number, inference: number): number {
  return [state >>> 24, (state >>> 28) - 8, index + inference][inference % 3] ?? 0;
}
