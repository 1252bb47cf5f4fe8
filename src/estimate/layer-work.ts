import type { WasmBuildId } from '../build/wasm/builds.ts';
import { shiftWidths } from '../build/wasm/class-counter.ts';
import { byteCoreClasses, type CountedClass, countedClasses } from '../build/wasm/class-names.ts';

/**
 * What a layer is priced by beside the instructions of each class. `usualCycles` is about what one takes where it
 * matters: an order of magnitude that keeps a fit from being as stiff for what is dear as for what is cheap.
 */
export const extraWork = [
  /** A multiply-accumulate in software floats whose activation is not zero: see `LiveMacs`. */
  { name: 'liveMac', usualCycles: 30 },
  /** See `FlashTraffic`. */
  { name: 'newInstruction', usualCycles: 10 },
  { name: 'constantByte', usualCycles: 3 },
  { name: 'rereadByte', usualCycles: 3 },
  /** The layer itself. */
  { name: 'layer', usualCycles: 100 },
] as const;

/** Bit positions that shifts by a variable move, by `shiftWidths`. */
export const variableShiftNames: readonly string[] = shiftWidths.map((width) => `variableShiftDistance${width}`);

const isByteCore = (build: WasmBuildId): boolean => build === 'nnom';

/** What the counters of a build tell apart. */
export const classesOf = (build: WasmBuildId): readonly CountedClass[] =>
  isByteCore(build) ? byteCoreClasses : countedClasses;

/** What the costs of a profile are of, in their order: those of cores without a barrel shifter know how far is shifted. */
export const workNamesOf = (build: WasmBuildId): readonly string[] => [
  ...classesOf(build),
  ...extraWork.map(({ name }) => name),
  ...(isByteCore(build) ? variableShiftNames : []),
];

/** A layer as far as it is known without measuring it. */
export interface LayerWork {
  /** The registration that runs it: `pf_op_conv_2d_int8`. */
  readonly op: string;
  /** Of its kernel: see `kernelVariant`. */
  readonly variant: string;
  readonly macs: number;
  /** How much of each there is, in the order of `workNamesOf` the build. */
  readonly work: readonly number[];
}

/** What some work costs. */
export const priceOf = ({ work }: Pick<LayerWork, 'work'>, costs: ArrayLike<number>): number =>
  work.reduce((sum, amount, at) => sum + amount * costs[at]!, 0);

/** Whether a kernel computes in floating point, as its registration is named. */
export const isFloatOp = (op: string): boolean => op.endsWith('_float32');
