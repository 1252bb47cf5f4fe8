import type { TensorType } from '../types.ts';

/**
 * The part of TensorFlow Lite's flatbuffer schema (schema.fbs, version 3) that preflash reads: field positions in
 * their tables ("slots", in order of declaration) and the enumerations behind them.
 */
export const schemaVersion = 3;

export const slots = {
  model: { version: 0, operatorCodes: 1, subgraphs: 2, description: 3, buffers: 4 },
  operatorCode: { deprecatedBuiltinCode: 0, customCode: 1, builtinCode: 3 },
  subgraph: { tensors: 0, inputs: 1, outputs: 2, operators: 3 },
  tensor: { shape: 0, type: 1, buffer: 2, name: 3, quantization: 4, sparsity: 6 },
  operator: { opcodeIndex: 0, inputs: 1, outputs: 2, builtinOptions: 4 },
  buffer: { data: 0, offset: 1 },
  quantization: { scale: 2, zeroPoint: 3, detailsType: 4, quantizedDimension: 6 },
} as const;

/** enum TensorType: how a refused type is called, and what the runtimes know of the others. */
export const tensorTypes: readonly { readonly name: string; readonly type?: TensorType }[] = [
  { name: 'FLOAT32', type: 'float32' },
  { name: 'FLOAT16', type: 'float16' },
  { name: 'INT32', type: 'int32' },
  { name: 'UINT8', type: 'uint8' },
  { name: 'INT64', type: 'int64' },
  { name: 'STRING' },
  { name: 'BOOL', type: 'bool' },
  { name: 'INT16', type: 'int16' },
  { name: 'COMPLEX64' },
  { name: 'INT8', type: 'int8' },
  { name: 'FLOAT64' },
  { name: 'COMPLEX128' },
  { name: 'UINT64' },
  { name: 'RESOURCE' },
  { name: 'VARIANT' },
  { name: 'UINT32' },
  { name: 'UINT16' },
  { name: 'INT4' },
  { name: 'BFLOAT16' },
  { name: 'INT2' },
  { name: 'UINT4' },
];

/** `deprecated_builtin_code` is an int8; codes from here on are in `builtin_code`, and this stands in the old field. */
export const placeholderForGreaterCodes = 127;
export const customOperatorCode = 32;
