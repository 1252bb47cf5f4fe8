import type { FirmwareImage } from '../image/types.ts';

export const optimizationLevels = ['O0', 'O1', 'O2', 'O3', 'Os'] as const;
export type OptimizationLevel = (typeof optimizationLevels)[number];

export const kernelSets = ['reference', 'cmsis-nn'] as const;
export type KernelSet = (typeof kernelSets)[number];

/** What the firmware around a model computes with: a kernel set for .tflite, the NNoM-API runtime for weights.h. */
export const runtimes = [...kernelSets, 'nnom'] as const;
export type Runtime = (typeof runtimes)[number];

/** A firmware image around one model and how it came to be. */
export interface BuiltImage {
  readonly image: FirmwareImage;
  readonly origin: 'prebuilt' | 'compiled';
  readonly kernels: Runtime;
  readonly opt: OptimizationLevel;
  readonly compiler: string;
  /** Flash bytes of linked code and tables that this model cannot reach: taken off the total. 0 when compiled. */
  readonly unreachableBytes: number;
  /** RAM of linked variables this model cannot reach: taken off static RAM likewise. 0 when compiled. */
  readonly unreachableRamBytes: number;
  /**
   * By registration symbol (`pf_op_conv_2d_int8`): flash bytes of code and tables that would go if this registration
   * alone were left out. What several registrations or the runtime share belongs to none of them.
   */
  readonly flashBytesByOp: ReadonlyMap<string, number>;
}
