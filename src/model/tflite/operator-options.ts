import type { FlatTable } from './flat-table.ts';
import { slots } from './schema.ts';

/** enum ActivationFunctionType of schema.fbs, as far as converters fuse them. */
const activations = ['none', 'relu', 'relu-1-to-1', 'relu6', 'tanh'] as const;

export type FusedActivation = (typeof activations)[number] | 'unknown';

/** Options of an operator; those it does not have are at their defaults. */
export interface OperatorOptions {
  readonly padding: 'same' | 'valid';
  /** Height and width. */
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly filter: readonly [number, number];
  readonly depthMultiplier: number;
  readonly activation: FusedActivation;
  readonly axis: number;
  readonly beta: number;
}

/** Slots of one operator's options table, in order of declaration in schema.fbs. */
interface OptionSlots {
  readonly padding?: number;
  readonly strideWidth?: number;
  readonly strideHeight?: number;
  readonly dilationWidth?: number;
  readonly dilationHeight?: number;
  readonly filterWidth?: number;
  readonly filterHeight?: number;
  readonly depthMultiplier?: number;
  readonly activation?: number;
  readonly axis?: number;
  readonly beta?: number;
}

const pool: OptionSlots = {
  padding: 0,
  strideWidth: 1,
  strideHeight: 2,
  filterWidth: 3,
  filterHeight: 4,
  activation: 5,
};

const optionSlots: Readonly<Record<string, OptionSlots>> = {
  CONV_2D: { padding: 0, strideWidth: 1, strideHeight: 2, activation: 3, dilationWidth: 4, dilationHeight: 5 },
  DEPTHWISE_CONV_2D: {
    padding: 0,
    strideWidth: 1,
    strideHeight: 2,
    depthMultiplier: 3,
    activation: 4,
    dilationWidth: 5,
    dilationHeight: 6,
  },
  FULLY_CONNECTED: { activation: 0 },
  MAX_POOL_2D: pool,
  AVERAGE_POOL_2D: pool,
  ADD: { activation: 0 },
  MUL: { activation: 0 },
  CONCATENATION: { axis: 0, activation: 1 },
  SOFTMAX: { beta: 0 },
};

/** The options in an operator's table; `operator` undefined stands for one without any. @throws ModelError */
export function readOptions(op: string, operator: FlatTable | undefined): OperatorOptions {
  const table = operator?.table(slots.operator.builtinOptions, `the options of ${operator.what} (${op})`);
  const of = optionSlots[op] ?? {};
  const integer = (slot: number | undefined, missing: number) =>
    slot === undefined ? missing : (table?.int32(slot, missing) ?? missing);
  const byte = (slot: number | undefined) => (slot === undefined ? 0 : (table?.uint8(slot, 0) ?? 0));
  return {
    padding: byte(of.padding) === 0 ? 'same' : 'valid',
    stride: [integer(of.strideHeight, 1), integer(of.strideWidth, 1)],
    dilation: [integer(of.dilationHeight, 1), integer(of.dilationWidth, 1)],
    filter: [integer(of.filterHeight, 1), integer(of.filterWidth, 1)],
    depthMultiplier: integer(of.depthMultiplier, 1),
    activation: activations[byte(of.activation)] ?? 'unknown',
    axis: integer(of.axis, 0),
    beta: of.beta === undefined ? 1 : (table?.float32(of.beta, 0) ?? 1),
  };
}
