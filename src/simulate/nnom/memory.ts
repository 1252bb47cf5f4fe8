import type { LaidOutMemory, LayerBuffer } from '../../build/laid-out-memory.ts';
import type { Machine } from '../machine.ts';
import { offsets, Structs } from './structs.ts';

/** NNOM_BLOCK_NUM of nnom_mem_block_t. */
const blocksOfModel = { count: 8, sizeBytes: 5 } as const;

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
  const { count, sizeBytes } = blocksOfModel;
  const first = address + offsets.model.blocks;
  const blocks = Array.from({ length: count }, (_, index) => first + index * sizeBytes);
  const start = memory.word(first + offsets.block.data);
  const totalBytes = blocks.reduce((sum, block) => sum + memory.word(block + offsets.block.bytes), 0);
  const layers = layersOf(memory, memory.word(address + offsets.model.head));
  const buffers = layers.flatMap((_, index) => buffersOf(layers, index, start));
  return { runtime: 'nnom', totalBytes, buffers: buffers.filter(isUsed) };
}

/** Overwritten by the layer that comes next, or of no size at all: nothing is kept in it. */
const isUsed = ({ bytes, firstLayer, lastLayer }: LayerBuffer): boolean => bytes > 0 && firstLayer <= lastLayer;

function layersOf(memory: Structs, head: number): PlacedLayer[] {
  const layers: PlacedLayer[] = [];
  for (let at = head; at !== 0; at = memory.word(at + offsets.layer.next)) layers.push(layerAt(memory, at));
  return layers;
}

function layerAt(memory: Structs, at: number): PlacedLayer {
  const { layer, port } = offsets;
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
    bytes: memory.sizeOf(output),
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
