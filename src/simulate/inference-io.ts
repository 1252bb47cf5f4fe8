import { ioBlock } from '../build/io-block.ts';
import { arenaStart } from '../build/planner-notes.ts';
import type { ImageSymbol } from '../image/types.ts';
import type { Machine } from './machine.ts';

/** The io block of a firmware that preflash built, at its place in a machine's memory. */
export class InferenceIo {
  readonly #machine: Machine;
  readonly #address: number;

  constructor(machine: Machine, symbol: ImageSymbol) {
    this.#machine = machine;
    this.#address = symbol.address;
  }

  #word(index: number): number {
    return this.#machine.readWord(this.#address + 4 * index);
  }

  /** What the linker script left for the arena. */
  get arenaBytes(): number {
    return this.#word(ioBlock.arenaBytes);
  }

  /** High-water mark of the arena; when the plan did not fit, what it needs. */
  get arenaUsedBytes(): number {
    return this.#word(ioBlock.arenaUsedBytes);
  }

  /** The arena as far as it is used; before the first inference the planner's notes are in it. */
  readArena(): Uint8Array {
    return this.#machine.readBytes(arenaStart(this.#word(ioBlock.arena)), this.arenaUsedBytes);
  }

  /** Copies the input tensors in; what is missing stays as it is. */
  writeInputs(inputs: readonly Uint8Array[]): void {
    inputs.slice(0, this.#word(ioBlock.inputCount)).forEach((bytes, index) => {
      const { data, length } = this.#buffer(ioBlock.inputs + 2 * index);
      this.#machine.writeBytes(data, bytes.subarray(0, length));
    });
  }

  readOutputs(): Uint8Array[] {
    return Array.from({ length: Math.min(this.#word(ioBlock.outputCount), ioBlock.maxTensors) }, (_, index) => {
      const { data, length } = this.#buffer(ioBlock.outputs + 2 * index);
      return this.#machine.readBytes(data, length);
    });
  }

  #buffer(word: number): { readonly data: number; readonly length: number } {
    return { data: this.#word(word), length: this.#word(word + 1) };
  }
}
