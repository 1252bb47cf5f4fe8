import type { LaidOutMemory, LayerBuffer } from '../../build/laid-out-memory.ts';
import type { Machine } from '../machine.ts';
import { dataSpace } from './data-space.ts';

/** Offsets in the structs of firmware/avr/include/nnom.h on AVR; firmware/avr/runtime/run.c asserts them. */
const model = { head: 0, blocks: 14 } as const;
const block = { count: 8, sizeBytes: 5, data: 0, bytes: 2 } as const;
const layer = { next: 0, scratch: 6, input: 13, output: 15 } as const;
const port = { reader: 0, nextInput: 4, tensor: 6 } as const;
const scratch = { block: 0, bytes: 2 } as const;
const tensor = { data: 0, dimensions: 2, dimensionCount: 10 } as const;

/** One layer as it stands in memory: addresses, and where its tensors lie. */
interface PlacedLayer {
  readonly output: number;
  /** Data and producer (address of an output) of each input. */
  readonly inputs: readonly { readonly data: number; readonly producer: number }[];
  readonly data: number;
  readonly bytes: number;
  readonly scratch: { readonly data: number; readonly bytes: number } | undefined;
}

/**
 * Where the NNoM-API runtime keeps tensors and scratch buffers, read from the structs of a model that was compiled. A
 * layer that works in place writes over its input, whose own life ends before.
 *
 * @param address of the nnom_model_t
 */
export function nnomMemory(machine: Machine, address: number): Extract<LaidOutMemory, { runtime: 'nnom' }> {
  const memory = new Structs(machine);
  const blocks = Array.from({ length: block.count }, (_, index) => address + model.blocks + index * block.sizeBytes);
  const start = memory.word(blocks[0]! + block.data);
  const totalBytes = blocks.reduce((sum, each) => sum + memory.word(each + block.bytes), 0);
  const layers = layersOf(memory, memory.word(address + model.head));
  const buffers = layers.flatMap((_, index) => buffersOf(layers, index, start));
  return { runtime: 'nnom', totalBytes, buffers: buffers.filter(isUsed) };
}

/** Overwritten by the layer that comes next, or of no size at all: nothing is kept in it. */
const isUsed = ({ bytes, firstLayer, lastLayer }: LayerBuffer): boolean => bytes > 0 && firstLayer <= lastLayer;

function layersOf(memory: Structs, head: number): PlacedLayer[] {
  const layers: PlacedLayer[] = [];
  for (let at = head; at !== 0; at = memory.word(at + layer.next)) layers.push(layerAt(memory, at));
  return layers;
}

function layerAt(memory: Structs, at: number): PlacedLayer {
  const output = memory.word(at + layer.output);
  const inputs: PlacedLayer['inputs'][number][] = [];
  for (let input = memory.word(at + layer.input); input !== 0; input = memory.word(input + port.nextInput)) {
    inputs.push({ data: memory.dataOf(input), producer: memory.word(input + port.reader) });
  }
  const compute = memory.word(at + layer.scratch);
  return {
    output,
    inputs,
    data: memory.dataOf(output),
    bytes: memory.bytesOf(output),
    scratch: compute === 0 ? undefined : memory.scratchAt(compute),
  };
}

function buffersOf(layers: readonly PlacedLayer[], index: number, start: number): LayerBuffer[] {
  const { data, bytes, scratch: compute } = layers[index]!;
  const lastLayer = lastUse(layers, index);
  const output = { kind: 'tensor', layer: index, offset: data - start, bytes, firstLayer: index, lastLayer } as const;
  if (compute === undefined) return [output];
  const own = { layer: index, offset: compute.data - start, bytes: compute.bytes, firstLayer: index, lastLayer: index };
  return [output, { kind: 'scratch', ...own }];
}

/** The last layer that reads an output; the one before it where that layer writes over it. */
function lastUse(layers: readonly PlacedLayer[], index: number): number {
  const { output, data } = layers[index]!;
  const last = layers.findLastIndex(({ inputs }) => inputs.some(({ producer }) => producer === output));
  if (last < 0) return layers.length - 1;
  return layers[last]!.data === data ? last - 1 : last;
}

/** 16-bit words of a part's data space. */
class Structs {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  word(address: number): number {
    const [low = 0, high = 0] = this.#machine.readBytes(dataSpace + address, 2);
    return low | (high << 8);
  }

  /** Where the data of an input or output lie. */
  dataOf(at: number): number {
    return this.word(this.word(at + port.tensor) + tensor.data);
  }

  /** Bytes of the data of an output: every value is a q7. */
  bytesOf(at: number): number {
    const described = this.word(at + port.tensor);
    const [count = 0] = this.#machine.readBytes(dataSpace + described + tensor.dimensionCount, 1);
    const dimensions = this.word(described + tensor.dimensions);
    const sizes = Array.from({ length: count }, (_, axis) => this.word(dimensions + 2 * axis));
    return sizes.reduce((product, size) => product * size, 1);
  }

  scratchAt(at: number): { readonly data: number; readonly bytes: number } {
    return { data: this.word(this.word(at + scratch.block) + block.data), bytes: this.word(at + scratch.bytes) };
  }
}
