import type { LaidOutMemory, LayerBuffer } from '../build/laid-out-memory.ts';
import { notesBytes, type PlannedItem, readPlannerNotes, records } from '../build/planner-notes.ts';
import type { LayerInfo, ModelInfo } from '../model/types.ts';

/** What memory is used for: tensors, scratch of a kernel, what lives as long as the model, notes of set-up. */
export const memoryKinds = ['tensor', 'scratch', 'persistent', 'planner'] as const;

/** Bytes that are used from one layer to another. */
export interface MemoryBuffer {
  readonly name: string;
  readonly kind: (typeof memoryKinds)[number];
  /** From where the memory begins. */
  readonly offsetBytes: number;
  readonly bytes: number;
  /** Layers by their index, both included; `setUp` is before the first one. */
  readonly firstLayer: number;
  readonly lastLayer: number;
}

/** Where a runtime keeps what, layer by layer. */
export interface MemoryPlan {
  /** The arena, or the activation memory that NNoM takes of the heap. */
  readonly memory: 'arena' | 'heap';
  readonly totalBytes: number;
  /** Most bytes that are needed at once, and the first layer that needs them. */
  readonly peakBytes: number;
  readonly peakLayer: number;
  readonly buffers: readonly MemoryBuffer[];
}

/** In place of a layer: while the model is prepared. */
const setUp = -1;

/**
 * The plan of firmware that preflash built: offsets, sizes and lifetimes as the firmware has them, names as the model.
 */
export function memoryPlan(model: ModelInfo, laidOut: LaidOutMemory): MemoryPlan {
  if (laidOut.runtime === 'nnom') {
    const buffers = laidOut.buffers.map((buffer) => layerBuffer(model, buffer));
    return { memory: 'heap', totalBytes: laidOut.totalBytes, ...peakOf(buffers, model.layers), buffers };
  }
  const { arena } = laidOut;
  const buffers = [...plannedBuffers(model, arena), ...setUpBuffers(model, arena)];
  return { memory: 'arena', totalBytes: arena.length, ...peakOf(buffers, model.layers), buffers };
}

/** Tensors of the graph, then a scratch buffer an operator. */
function plannedBuffers({ tensors, layers }: ModelInfo, arena: Uint8Array): MemoryBuffer[] {
  const items = readPlannerNotes(arena, tensors.length + layers.length);
  const named = items.map((item, index): MemoryBuffer | undefined => {
    const tensor = tensors[index];
    if (item === undefined) return undefined;
    return tensor === undefined
      ? { name: scratchName(layers[index - tensors.length]!), kind: 'scratch', ...placeOf(item) }
      : { name: tensor.name, kind: 'tensor', ...placeOf(item) };
  });
  return named.filter((buffer) => buffer !== undefined).sort(byTime);
}

const placeOf = ({ offset, bytes, firstUse, lastUse }: PlannedItem) => ({
  offsetBytes: offset,
  bytes,
  firstLayer: firstUse,
  lastLayer: lastUse,
});

const scratchName = ({ index, op }: Pick<LayerInfo, 'index' | 'op'>): string => `scratch of layer ${index} (${op})`;

const byTime = (a: MemoryBuffer, b: MemoryBuffer): number =>
  a.firstLayer - b.firstLayer || a.offsetBytes - b.offsetBytes;

/** The planner's notes at the start until the first inference, and from the end down what stays: firmware/README.md. */
function setUpBuffers({ tensors, layers }: ModelInfo, arena: Uint8Array): MemoryBuffer[] {
  const notes = notesBytes(tensors.length + layers.length);
  const planned = plannedEnd(readPlannerNotes(arena, tensors.length + layers.length));
  const head = Math.max(notes, planned);
  const aligned = (bytes: number): number => Math.ceil(bytes / records.alignmentBytes) * records.alignmentBytes;
  const tensorRecords = aligned(tensors.length * records.tensorBytes);
  const operatorRecords = aligned(layers.length * records.operatorBytes);
  const always = { kind: 'persistent', firstLayer: setUp, lastLayer: layers.length - 1 } as const;
  const [atTensors, atOperators] = [arena.length - tensorRecords, arena.length - tensorRecords - operatorRecords];
  const persistent = [
    { name: "parameters of the operators' kernels", offsetBytes: head, bytes: atOperators - head, ...always },
    { name: `records of ${layers.length} operators`, offsetBytes: atOperators, bytes: operatorRecords, ...always },
    { name: `records of ${tensors.length} tensors`, offsetBytes: atTensors, bytes: tensorRecords, ...always },
  ];
  const planner = { kind: 'planner', offsetBytes: 0, bytes: notes, firstLayer: setUp, lastLayer: setUp } as const;
  return [...persistent.filter(({ bytes }) => bytes > 0), { name: 'notes of the memory planner', ...planner }];
}

/** Where the tensors end: the planner rounds up to the alignment of every buffer. */
function plannedEnd(items: readonly (PlannedItem | undefined)[]): number {
  const ends = items.map((item) => (item === undefined ? 0 : item.offset + item.bytes));
  return Math.ceil(Math.max(0, ...ends) / 16) * 16;
}

function layerBuffer(
  { layers, tensors }: ModelInfo,
  { kind, layer, offset, bytes, firstLayer, lastLayer }: LayerBuffer,
): MemoryBuffer {
  const info = layers[layer]!;
  const name = kind === 'scratch' ? scratchName(info) : (tensors[info.outputs[0] ?? -1]?.name ?? info.name);
  return { name, kind, offsetBytes: offset, bytes, firstLayer, lastLayer };
}

function peakOf(
  buffers: readonly MemoryBuffer[],
  layers: readonly LayerInfo[],
): Pick<MemoryPlan, 'peakBytes' | 'peakLayer'> {
  const steps = [setUp, ...layers.map(({ index }) => index)];
  const sums = steps.map((step) => bytesAt(buffers, step));
  const peakBytes = Math.max(...sums);
  return { peakBytes, peakLayer: steps[sums.indexOf(peakBytes)]! };
}

/** Bytes that are needed during a layer. */
function bytesAt(buffers: readonly MemoryBuffer[], layer: number): number {
  const alive = buffers.filter(({ firstLayer, lastLayer }) => firstLayer <= layer && layer <= lastLayer);
  return alive.reduce((sum, { bytes }) => sum + bytes, 0);
}
