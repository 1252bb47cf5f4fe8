import type { CyclesByCause } from '../simulate/types.ts';

/**
 * Flash a part is programmed with. `totalBytes` is the sum of the kinds less `unreachableBytes`: what a build with
 * only this model's kernels linked in would take.
 */
export interface FlashFootprint {
  readonly totalBytes: number;
  readonly codeBytes: number;
  /** Read-only tables and strings, without the model. */
  readonly constantsBytes: number;
  /** The model file itself. */
  readonly modelBytes: number;
  /** Start values of initialised data: kept in flash, copied to RAM by the start-up code. */
  readonly initialisedDataBytes: number;
  /** Programmed bytes that no section claims: alignment gaps, or all of a HEX file, which has no sections. */
  readonly otherBytes: number;
  readonly unreachableBytes: number;
}

/** RAM as it was used; `totalBytes` is the sum of the four parts. */
export interface RamFootprint {
  readonly totalBytes: number;
  /** Initialised and zeroed data, without the arena and without what is set aside for stack and heap. */
  readonly staticBytes: number;
  /** High-water mark of the tensor arena; 0 where the firmware has no arena that is known from outside. */
  readonly arenaBytes: number;
  /** Of all stacks, without what is static data or heap already: the stacks of an RTOS's tasks usually are. */
  readonly stackPeakBytes: number;
  /** Without what is static data already: a heap may be an array. */
  readonly heapPeakBytes: number;
  /** Most bytes that interrupt handlers took of the main stack; null where that is not known. */
  readonly handlerStackPeakBytes: number | null;
  /** Each stack as it was used, wherever it is. */
  readonly stacks: { name: string; peakBytes: number; reservedBytes: number | null }[];
  /** Of TensorFlow Lite Micro in the user's firmware: part of the static data or the heap. */
  readonly tensorArena: { sizeBytes: number; usedBytes: number } | null;
}

export interface Footprint {
  readonly flash: FlashFootprint;
  readonly ram: RamFootprint;
}

/** What one output channel of a layer takes, with the layers that hand it on and read it. */
export interface ChannelCost {
  readonly channels: number;
  readonly flashBytes: number;
  readonly ramBytes: number;
  readonly cycles: number;
}

/** What one operator of the model costs in one inference. */
export interface LayerCost {
  readonly index: number;
  readonly name: string;
  readonly op: string;
  /** Shape of its first output. */
  readonly shape: readonly number[];
  readonly cycles: number;
  /** Part of the region's cycles, 0..1. */
  readonly share: number;
  /** What each of its output channels takes; undefined where none can be taken out. */
  readonly perChannel?: ChannelCost | undefined;
  readonly macs: number;
  /** Undefined for an operator without multiply-accumulates. */
  readonly cyclesPerMac: number | undefined;
  /** Constants the operator reads, and its part of the kernel code it shares with other operators of its kind. */
  readonly flashBytes: number;
  readonly byCause: CyclesByCause;
  readonly instructions: number;
}
