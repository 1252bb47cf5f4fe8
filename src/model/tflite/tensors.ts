import { ModelError } from '../errors.ts';
import { tensorBytes } from '../tensor-values.ts';
import type { Quantization, TensorInfo, TensorType } from '../types.ts';
import type { FlatFile, FlatTable } from './flat-table.ts';
import { slots, tensorTypes } from './schema.ts';

/** Far above any microcontroller's memory, and small enough that products of it stay exact. */
const mostTensorBytes = 2 ** 31;

/**
 * The tensors of a subgraph, checked against each other and against their constants.
 * @param constantBytes bytes of constant data by buffer index
 * @throws ModelError
 */
export function readTensors(file: FlatFile, subgraph: FlatTable, constantBytes: readonly number[]): TensorInfo[] {
  return subgraph
    .tables(slots.subgraph.tensors, 'tensor')
    .map((table, index) => readTensor(file, table, index, constantBytes));
}

function readTensor(file: FlatFile, table: FlatTable, index: number, constantBytes: readonly number[]): TensorInfo {
  const name = table.string(slots.tensor.name);
  const what = `${table.what} ("${name}")`;
  if (table.has(slots.tensor.sparsity)) throw sparseTensor(file, what);
  const type = readType(file, table, what);
  const shape = table.int32s(slots.tensor.shape);
  if (shape.some((size) => size < 0)) throw dynamicShape(file, what, shape);
  const sizeBytes = tensorBytes({ type, shape });
  if (!(sizeBytes <= mostTensorBytes)) throw file.error(`${what} has the shape [${shape}]: more than 2 GiB`);
  const buffer = table.uint32(slots.tensor.buffer, 0);
  const constant = constantBytes[buffer];
  if (constant === undefined) throw file.error(`${what} refers to buffer ${buffer}, which the file does not have`);
  if (constant !== 0 && constant !== sizeBytes) {
    throw file.error(`${what} has ${constant} bytes of data, but its shape [${shape}] of ${type} needs ${sizeBytes}`);
  }
  return {
    index,
    name,
    type,
    shape,
    quantization: readQuantization(file, table, what, shape),
    constantBytes: constant,
  };
}

function readType(file: FlatFile, table: FlatTable, what: string): TensorType {
  const code = table.uint8(slots.tensor.type, 0);
  const entry = tensorTypes[code];
  if (entry?.type !== undefined) return entry.type;
  throw new ModelError({
    where: file.name,
    what: `${what} is of type ${entry?.name ?? `number ${code}`}, which the runtime does not know`,
    advice: 'Export the model in int8 (full integer) or float32.',
    kind: 'unsupported',
  });
}

function sparseTensor(file: FlatFile, what: string): ModelError {
  return new ModelError({
    where: file.name,
    what: `${what} is stored in sparse form, which microcontroller runtimes do not execute`,
    advice: 'Export the pruned model with dense weights.',
    kind: 'unsupported',
  });
}

function dynamicShape(file: FlatFile, what: string, shape: readonly number[]): ModelError {
  return new ModelError({
    where: file.name,
    what: `${what} has the shape [${shape}], which is not known before it runs`,
    advice: 'Export the model with fixed shapes and batch size 1.',
    kind: 'unsupported',
  });
}

function readQuantization(
  file: FlatFile,
  tensor: FlatTable,
  what: string,
  shape: readonly number[],
): Quantization | undefined {
  const table = tensor.table(slots.tensor.quantization, `the quantisation of ${what}`);
  const scales = table?.float32s(slots.quantization.scale) ?? [];
  if (table === undefined || scales.length === 0) return undefined;
  if (table.uint8(slots.quantization.detailsType, 0) !== 0) {
    throw new ModelError({
      where: file.name,
      what: `${what} is quantised in blocks or in a custom way`,
      advice: 'Export it with one scale a tensor or one a channel.',
      kind: 'unsupported',
    });
  }
  const zeroPoints = table.int64s(slots.quantization.zeroPoint);
  // TOCO wrote the filter's axis for the biases too, which have only one.
  const axis = shape.length === 1 ? 0 : table.int32(slots.quantization.quantizedDimension, 0);
  if (scales.some((scale) => !Number.isFinite(scale) || scale < 0)) {
    throw file.error(`${what} has a scale that is negative or not a number`);
  }
  if (zeroPoints.length !== scales.length) {
    throw file.error(`${what} has ${scales.length} scales but ${zeroPoints.length} zero points`);
  }
  if (scales.length > 1 && scales.length !== shape[axis]) {
    throw file.error(`${what} has ${scales.length} scales along axis ${axis} of its shape [${shape}]`);
  }
  return { scales, zeroPoints, axis };
}
