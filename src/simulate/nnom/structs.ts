import type { Machine } from '../machine.ts';
import { dataSpace } from './data-space.ts';

/** Offsets in the structs of firmware/avr/include/nnom.h on AVR; firmware/avr/runtime/run.c asserts them. */
export const offsets = {
  model: { head: 0, blocks: 14 },
  block: { data: 0, bytes: 2 },
  layer: { next: 0, scratch: 6, input: 13, output: 15 },
  port: { reader: 0, nextInput: 4, tensor: 6 },
  scratch: { block: 0, bytes: 2 },
  tensor: { data: 0, dimensions: 2, dimensionCount: 10 },
} as const;

/** What the NNoM-API runtime keeps in a part's data space. Addresses are those of its pointers. */
export class Structs {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Copies bytes of data space. */
  bytes(address: number, length: number): Uint8Array {
    return this.#machine.readBytes(dataSpace + address, length);
  }

  /** 16 bits, little-endian. */
  word(address: number): number {
    const [low = 0, high = 0] = this.bytes(address, 2);
    return low | (high << 8);
  }

  /** Where the data of an input or output lie. */
  dataOf(port: number): number {
    return this.word(this.word(port + offsets.port.tensor) + offsets.tensor.data);
  }

  /** Bytes of the data of an input or output: every value is a q7. */
  sizeOf(port: number): number {
    const tensor = this.word(port + offsets.port.tensor);
    const [count = 0] = this.bytes(tensor + offsets.tensor.dimensionCount, 1);
    const dimensions = this.word(tensor + offsets.tensor.dimensions);
    const sizes = Array.from({ length: count }, (_, axis) => this.word(dimensions + 2 * axis));
    return sizes.reduce((product, size) => product * size, 1);
  }

  /** A buffer that a layer works in, and the bytes of it that it takes. */
  scratchAt(address: number): { readonly data: number; readonly bytes: number } {
    const block = this.word(address + offsets.scratch.block);
    return { data: this.word(block + offsets.block.data), bytes: this.word(address + offsets.scratch.bytes) };
  }
}
