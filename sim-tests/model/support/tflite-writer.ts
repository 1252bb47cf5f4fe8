import { Builder } from 'flatbuffers';

/** A model to write: only what differs from the smallest correct one need be said. Slots: TensorFlow Lite's schema.fbs. */
export interface TensorSpec {
  readonly name?: string;
  /** Code of TensorType: 0 float32, 2 int32, 9 int8. */
  readonly type?: number;
  readonly shape: readonly number[];
  /** Bytes of constant data; its buffer is made for it. */
  readonly data?: Uint8Array;
  /** Index of the buffer instead of the one made for the tensor. */
  readonly buffer?: number;
  readonly scales?: readonly number[];
  readonly zeroPoints?: readonly number[];
  readonly axis?: number;
  readonly quantizationDetails?: number;
  readonly sparse?: boolean;
}

export interface OperatorSpec {
  /** Code of BuiltinOperator. */
  readonly code: number;
  readonly custom?: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options?: OptionsSpec;
}

/** The table of an operator's options: its code in BuiltinOptions, and its fields in the order of their slots. */
export interface OptionsSpec {
  readonly type: number;
  readonly fields: readonly (readonly [kind: 'byte' | 'int' | 'float', value: number])[];
}

export interface ModelSpec {
  readonly version?: number;
  readonly description?: string;
  readonly tensors: readonly TensorSpec[];
  readonly operators: readonly OperatorSpec[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly subgraphs?: number;
  readonly externalBuffers?: boolean;
  /** One vector that every operator has for its inputs: flatbuffers may share it, converters do not. */
  readonly sharedInputs?: readonly number[];
}

function offsets(builder: Builder, items: readonly number[]): number {
  builder.startVector(4, items.length, 4);
  for (const item of [...items].reverse()) builder.addOffset(item);
  return builder.endVector();
}

function int32s(builder: Builder, items: readonly number[]): number {
  builder.startVector(4, items.length, 4);
  for (const item of [...items].reverse()) builder.addInt32(item);
  return builder.endVector();
}

function bytes(builder: Builder, data: Uint8Array): number {
  builder.startVector(1, data.length, 16);
  for (const byte of [...data].reverse()) builder.addInt8((byte << 24) >> 24);
  return builder.endVector();
}

function quantization(builder: Builder, { scales = [], zeroPoints, axis, quantizationDetails }: TensorSpec): number {
  builder.startVector(4, scales.length, 4);
  for (const scale of [...scales].reverse()) builder.addFloat32(scale);
  const scaleVector = builder.endVector();
  const zeros = zeroPoints ?? scales.map(() => 0);
  builder.startVector(8, zeros.length, 8);
  for (const zero of [...zeros].reverse()) builder.addInt64(BigInt(zero));
  const zeroVector = builder.endVector();
  builder.startObject(7);
  builder.addFieldOffset(2, scaleVector, 0);
  builder.addFieldOffset(3, zeroVector, 0);
  if (quantizationDetails !== undefined) builder.addFieldInt8(4, quantizationDetails, 0);
  if (axis !== undefined) builder.addFieldInt32(6, axis, 0);
  return builder.endObject();
}

function emptyTable(builder: Builder): number {
  builder.startObject(1);
  return builder.endObject();
}

function tensor(builder: Builder, spec: TensorSpec, buffer: number): number {
  const name = builder.createString(spec.name ?? '');
  const shape = int32s(builder, spec.shape);
  const quantized = spec.scales === undefined ? 0 : quantization(builder, spec);
  const sparsity = spec.sparse === true ? emptyTable(builder) : 0;
  builder.startObject(10);
  builder.addFieldOffset(0, shape, 0);
  builder.addFieldInt8(1, spec.type ?? 0, 0);
  builder.addFieldInt32(2, spec.buffer ?? buffer, 0);
  builder.addFieldOffset(3, name, 0);
  builder.addFieldOffset(4, quantized, 0);
  builder.addFieldOffset(6, sparsity, 0);
  return builder.endObject();
}

function operatorCode(builder: Builder, { code, custom }: OperatorSpec): number {
  const name = custom === undefined ? 0 : builder.createString(custom);
  builder.startObject(4);
  builder.addFieldInt8(0, Math.min(code, 127), 0);
  builder.addFieldOffset(1, name, 0);
  builder.addFieldInt32(3, code, 0);
  return builder.endObject();
}

function options(builder: Builder, { fields }: OptionsSpec): number {
  builder.startObject(fields.length);
  for (const [slot, [kind, value]] of fields.entries()) {
    // No value is the default: everything is written.
    if (kind === 'byte') builder.addFieldInt8(slot, value, -1);
    else if (kind === 'int') builder.addFieldInt32(slot, value, -1);
    else builder.addFieldFloat32(slot, value, -1);
  }
  return builder.endObject();
}

function operator(builder: Builder, spec: OperatorSpec, index: number, shared: number | undefined): number {
  const inputs = shared ?? int32s(builder, spec.inputs);
  const outputs = int32s(builder, spec.outputs);
  const table = spec.options === undefined ? 0 : options(builder, spec.options);
  builder.startObject(9);
  builder.addFieldInt32(0, index, 0);
  builder.addFieldOffset(1, inputs, 0);
  builder.addFieldOffset(2, outputs, 0);
  if (spec.options !== undefined) builder.addFieldInt8(3, spec.options.type, 0);
  builder.addFieldOffset(4, table, 0);
  return builder.endObject();
}

function subgraph(builder: Builder, spec: ModelSpec): number {
  // Buffer 0 is the empty one; tensor i has buffer i + 1.
  const tensors = offsets(
    builder,
    spec.tensors.map((item, index) => tensor(builder, item, index + 1)),
  );
  const shared = spec.sharedInputs === undefined ? undefined : int32s(builder, spec.sharedInputs);
  const operators = offsets(
    builder,
    spec.operators.map((item, index) => operator(builder, item, index, shared)),
  );
  const inputs = int32s(builder, spec.inputs);
  const outputs = int32s(builder, spec.outputs);
  builder.startObject(5);
  builder.addFieldOffset(0, tensors, 0);
  builder.addFieldOffset(1, inputs, 0);
  builder.addFieldOffset(2, outputs, 0);
  builder.addFieldOffset(3, operators, 0);
  return builder.endObject();
}

function buffer(builder: Builder, data: Uint8Array | undefined, external: boolean): number {
  const vector = data === undefined ? 0 : bytes(builder, data);
  builder.startObject(3);
  builder.addFieldOffset(0, vector, 0);
  if (external) builder.addFieldInt64(1, 4096n, 0n);
  return builder.endObject();
}

/** The flatbuffer of `spec`. */
export function writeTflite(spec: ModelSpec): Uint8Array {
  const builder = new Builder(1024);
  const contents = [undefined, ...spec.tensors.map((item) => item.data)];
  const external = spec.externalBuffers ?? false;
  const buffers = offsets(
    builder,
    contents.map((data) => buffer(builder, data, external)),
  );
  const graphs = Array.from({ length: spec.subgraphs ?? 1 }, () => subgraph(builder, spec));
  const subgraphs = offsets(builder, graphs);
  const codes = offsets(
    builder,
    spec.operators.map((item) => operatorCode(builder, item)),
  );
  const description = builder.createString(spec.description ?? 'test');
  builder.startObject(5);
  builder.addFieldInt32(0, spec.version ?? 3, 0);
  builder.addFieldOffset(1, codes, 0);
  builder.addFieldOffset(2, subgraphs, 0);
  builder.addFieldOffset(3, description, 0);
  builder.addFieldOffset(4, buffers, 0);
  builder.finish(builder.endObject(), 'TFL3');
  return builder.asUint8Array().slice();
}

/** FULLY_CONNECTED, 2 inputs, 3 outputs, int8, then SOFTMAX: every kind of table and vector there is, in 1 KB. */
export const smallModel: ModelSpec = {
  tensors: [
    { name: 'input', type: 9, shape: [1, 2], scales: [0.5], zeroPoints: [-3] },
    { name: 'weights', type: 9, shape: [3, 2], data: Uint8Array.of(1, 2, 3, 4, 5, 6), scales: [0.25, 0.5, 1], axis: 0 },
    { name: 'bias', type: 2, shape: [3], data: new Uint8Array(12), scales: [0.125, 0.25, 0.5] },
    { name: 'dense', type: 9, shape: [1, 3], scales: [1] },
    { name: 'output', type: 9, shape: [1, 3], scales: [1 / 256], zeroPoints: [-128] },
  ],
  operators: [
    { code: 9, inputs: [0, 1, 2], outputs: [3] },
    { code: 25, inputs: [3], outputs: [4] },
  ],
  inputs: [0],
  outputs: [4],
};
