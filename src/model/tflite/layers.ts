import { ModelError } from '../errors.ts';
import { countMacs } from '../macs.ts';
import { findOperator, supportedOperatorNames } from '../ops.ts';
import { countParameters } from '../parameters.ts';
import type { LayerInfo, TensorInfo } from '../types.ts';
import { builtinOperatorNames } from './builtin-operators.ts';
import type { FlatFile, FlatTable } from './flat-table.ts';
import { customOperatorCode, placeholderForGreaterCodes, slots } from './schema.ts';

/** An operator of the file: what it is called, and which tensors it reads (-1: left out) and writes. */
interface Operator {
  readonly name: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** The operators of a subgraph as layers, in the order they run. @throws ModelError */
export function readLayers(
  file: FlatFile,
  model: FlatTable,
  subgraph: FlatTable,
  tensors: readonly TensorInfo[],
): LayerInfo[] {
  const names = model.tables(slots.model.operatorCodes, 'operator code').map((code) => operatorName(file, code));
  const operators = subgraph
    .tables(slots.subgraph.operators, 'layer')
    .map((table) => readOperator(file, table, names, tensors.length));
  if (operators.length === 0) throw file.error('the model has no layers');
  requireSupported(file, operators, tensors);
  return operators.map((operator, index) => toLayer(file, operator, index, tensors));
}

function operatorName(file: FlatFile, table: FlatTable): string {
  // Old files have the code in an int8, new ones in an int32, beside a copy in the int8 as far as it fits.
  const old = table.uint8(slots.operatorCode.deprecatedBuiltinCode, 0);
  const wide = table.int32(slots.operatorCode.builtinCode, 0);
  const code = old < placeholderForGreaterCodes ? Math.max(old, wide) : wide;
  if (code === customOperatorCode) return `custom operator "${table.string(slots.operatorCode.customCode)}"`;
  const name = builtinOperatorNames[code];
  if (name === undefined) throw file.error(`${table.what} is number ${code}, which TensorFlow Lite does not have`);
  return name;
}

function readOperator(file: FlatFile, table: FlatTable, names: readonly string[], tensorCount: number): Operator {
  const opcodeIndex = table.uint32(slots.operator.opcodeIndex, 0);
  const name = names[opcodeIndex];
  if (name === undefined) throw file.error(`${table.what} uses operator code ${opcodeIndex} of ${names.length}`);
  const inputs = table.int32s(slots.operator.inputs);
  const outputs = table.int32s(slots.operator.outputs);
  const isTensor = (index: number) => index >= 0 && index < tensorCount;
  if (!inputs.every((index) => index === -1 || isTensor(index)) || !outputs.every(isTensor)) {
    throw file.error(`${table.what} (${name}) refers to a tensor that the file does not have`);
  }
  if (outputs.length === 0) throw file.error(`${table.what} (${name}) writes nothing`);
  return { name, inputs, outputs };
}

function requireSupported(file: FlatFile, operators: readonly Operator[], tensors: readonly TensorInfo[]): void {
  const refused = operators
    .map(({ name, outputs }, index) => ({ name, index, layer: tensors[outputs[0]!]!.name }))
    .filter(({ name }) => findOperator(name) === undefined);
  const [first] = refused;
  if (first === undefined) return;
  const others = [...new Set(refused.map(({ name }) => name))].filter((name) => name !== first.name);
  const more = others.length === 0 ? '' : ` (nor are ${others.join(', ')}, further on)`;
  const label = first.layer === '' ? '' : ` ("${first.layer}")`;
  throw new ModelError({
    where: file.name,
    what: `layer ${first.index}${label} is ${first.name}, which is not supported${more}`,
    advice: `Supported: ${supportedOperatorNames()}.`,
    kind: 'unsupported',
  });
}

function toLayer(file: FlatFile, operator: Operator, index: number, tensors: readonly TensorInfo[]): LayerInfo {
  const { name: op, inputs, outputs } = operator;
  const output = tensors[outputs[0]!]!;
  const inputTensors = inputs.map((input) => tensors[input]);
  const macs = countMacs(op, { inputs: inputTensors.map((tensor) => tensor?.shape), output: output.shape });
  if (macs === undefined) throw file.error(`layer ${index} (${op}, "${output.name}") has shapes ${op} cannot have`);
  return {
    index,
    name: output.name,
    op,
    inputs,
    outputs,
    outputShape: output.shape,
    macs,
    parameters: countParameters(op, inputTensors),
    constantBytes: inputTensors.reduce((sum, tensor) => sum + (tensor?.constantBytes ?? 0), 0),
  };
}
