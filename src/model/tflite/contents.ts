import { tensorValues } from '../tensor-values.ts';
import type { ModelInfo } from '../types.ts';
import { FlatFile, type FlatTable } from './flat-table.ts';
import { type OperatorOptions, readOptions } from './operator-options.ts';
import { slots } from './schema.ts';

/** What `ModelInfo` leaves out: the constants and the options of the operators. */
export interface TfliteContents {
  /** The numbers of a constant tensor as the file has them; undefined for an activation. */
  readonly constant: (tensor: number) => Float64Array | undefined;
  /** The options of a layer. @throws ModelError when they are damaged */
  readonly options: (layer: number) => OperatorOptions;
}

/**
 * Opens the constants and options of a model that `readTflite` has read.
 * @throws ModelError when the file is damaged
 */
export function openContents(bytes: Uint8Array, name: string, model: ModelInfo): TfliteContents {
  const file = new FlatFile(bytes, name);
  const root = file.root();
  const subgraph = root.tables(slots.model.subgraphs, 'subgraph')[0] as FlatTable;
  const buffers = root.tables(slots.model.buffers, 'buffer');
  const tensors = subgraph.tables(slots.subgraph.tensors, 'tensor');
  const operators = subgraph.tables(slots.subgraph.operators, 'layer');
  return {
    constant: (index) => {
      const tensor = model.tensors[index];
      if (tensor === undefined || tensor.constantBytes === 0) return undefined;
      const buffer = buffers[(tensors[index] as FlatTable).uint32(slots.tensor.buffer, 0)] as FlatTable;
      const values = tensorValues(buffer.bytes(slots.buffer.data), tensor.type);
      return Float64Array.from(values, (value) => value ?? Number.NaN);
    },
    options: (index) => readOptions(model.layers[index]?.op ?? '', operators[index]),
  };
}
