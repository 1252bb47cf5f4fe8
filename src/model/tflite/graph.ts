import type { LayerInfo, TensorInfo } from '../types.ts';
import type { FlatFile } from './flat-table.ts';

/**
 * Checks that every tensor is written once, before it is read: by the caller (network inputs), by the file
 * (constants) or by an earlier layer.
 * @throws ModelError
 */
export function requireRunnable(
  file: FlatFile,
  graph: { readonly tensors: readonly TensorInfo[]; readonly layers: readonly LayerInfo[] },
  inputs: readonly number[],
  outputs: readonly number[],
): void {
  const { tensors, layers } = graph;
  if (inputs.length === 0 || outputs.length === 0) throw file.error('the model has no inputs or no outputs');
  for (const index of [...inputs, ...outputs]) {
    if (tensors[index] === undefined) throw file.error(`the model's inputs or outputs name tensor ${index}`);
  }
  const written = new Set(inputs);
  for (const { index } of tensors.filter((tensor) => tensor.constantBytes > 0)) written.add(index);
  for (const layer of layers) {
    const unknown = layer.inputs.find((input) => input !== -1 && !written.has(input));
    const where = `layer ${layer.index} (${layer.op}, "${layer.name}")`;
    if (unknown !== undefined) throw file.error(`${where} reads tensor ${unknown} before anything has written it`);
    for (const output of layer.outputs) {
      if (written.has(output)) throw file.error(`${where} writes tensor ${output}, which has been written already`);
      written.add(output);
    }
  }
  const missing = outputs.find((output) => !written.has(output));
  if (missing !== undefined) throw file.error(`no layer writes the model's output, tensor ${missing}`);
}
