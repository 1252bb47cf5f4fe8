import { ModelError } from '../errors.ts';
import { countLargestLayerValues, countTextbookValues } from '../memory-bound.ts';
import { countModelParameters } from '../parameters.ts';
import type { ModelInfo } from '../types.ts';
import { detectVariant } from '../variant.ts';
import { FlatFile, type FlatTable } from './flat-table.ts';
import { requireRunnable } from './graph.ts';
import { readLayers } from './layers.ts';
import { schemaVersion, slots } from './schema.ts';
import { readTensors } from './tensors.ts';

/** Whether `bytes` are a TensorFlow Lite flatbuffer: file identifier `TFL3` after the root offset. */
export function isTflite(bytes: Uint8Array): boolean {
  return [...'TFL3'].every((character, index) => bytes[4 + index] === character.charCodeAt(0));
}

/**
 * Reads a `.tflite` file: operators, shapes, types, quantisation, and what follows from them.
 * @param name the file's name, for messages
 * @throws ModelError when the file is damaged, or holds what no microcontroller runtime executes
 */
export function readTflite(bytes: Uint8Array, name: string): Omit<ModelInfo, 'sha256'> {
  const file = new FlatFile(bytes, name);
  const model = file.root();
  const version = model.uint32(slots.model.version, 0);
  if (version !== schemaVersion) throw file.error(`the model has schema version ${version}, not ${schemaVersion}`);
  const subgraph = onlySubgraph(file, model);
  const tensors = readTensors(file, subgraph, constantBytesByBuffer(file, model));
  const layers = readLayers(file, model, subgraph, tensors);
  const inputs = subgraph.int32s(slots.subgraph.inputs);
  const outputs = subgraph.int32s(slots.subgraph.outputs);
  requireRunnable(file, { tensors, layers }, inputs, outputs);
  const parameters = countModelParameters(layers, tensors);
  const network = { tensors, inputs, layers, parameters };
  return {
    format: 'tflite',
    fileBytes: bytes.length,
    description: model.string(slots.model.description),
    variant: detectVariant(layers, tensors),
    ...network,
    outputs,
    macs: layers.reduce((sum, layer) => sum + layer.macs, 0),
    textbookBoundValues: countTextbookValues(network),
    largestLayerValues: countLargestLayerValues(network),
  };
}

function onlySubgraph(file: FlatFile, model: FlatTable): FlatTable {
  const [subgraph, ...others] = model.tables(slots.model.subgraphs, 'subgraph');
  if (subgraph === undefined) throw file.error('the model has no subgraph');
  if (others.length === 0) return subgraph;
  throw new ModelError({
    where: file.name,
    what: `the model has ${others.length + 1} subgraphs: control flow (IF, WHILE) or several signatures`,
    advice: 'Export one signature without control flow.',
    kind: 'unsupported',
  });
}

/** Bytes of constant data of each buffer; 0 for the buffers of activations. */
function constantBytesByBuffer(file: FlatFile, model: FlatTable): number[] {
  return model.tables(slots.model.buffers, 'buffer').map((buffer) => {
    if (buffer.has(slots.buffer.offset)) {
      throw file.error(`${buffer.what} keeps its data behind the flatbuffer, as models of 2 GB and more do`);
    }
    return buffer.byteVectorLength(slots.buffer.data);
  });
}
