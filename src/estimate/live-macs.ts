import type { ModelInfo } from '../model/types.ts';

/**
 * Multiply-accumulates of float layers whose activation is not zero. Where floats are computed in software, those with
 * a zero are over early; rectified activations are zero as often as not.
 */
export class LiveMacs {
  readonly #model: ModelInfo;
  /** Part of the values that are not zero, by tensor. */
  readonly #live = new Map<number, number>();

  constructor(model: ModelInfo, inputs: readonly Uint8Array[]) {
    this.#model = model;
    for (const [at, tensor] of model.inputs.entries()) this.#note(tensor, inputs[at] ?? new Uint8Array());
  }

  /** Of a layer, before its output may take the place of what it read; 0 for integer layers. */
  of(layer: number): number {
    const { macs, inputs: [input = -1] = [] } = this.#model.layers[layer]!;
    const isFloat = this.#model.tensors[input]?.type === 'float32';
    return isFloat ? Math.round(macs * (this.#live.get(input) ?? 1)) : 0;
  }

  /** Takes note of what a layer has put out. */
  ran(layer: number, output: Uint8Array): void {
    const [tensor = -1] = this.#model.layers[layer]!.outputs;
    this.#note(tensor, output);
  }

  #note(tensor: number, bytes: Uint8Array): void {
    if (this.#model.tensors[tensor]?.type !== 'float32') return;
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const count = bytes.length / 4;
    let zeros = 0;
    for (let at = 0; at < count; at++) if (words.getFloat32(4 * at, true) === 0) zeros += 1;
    this.#live.set(tensor, count === 0 ? 1 : 1 - zeros / count);
  }
}
