import type { KernelSet, OptimizationLevel } from '../build/types.ts';

/** What a release build of an inference firmware is made with; there is a prebuilt image of it for every board. */
export const defaultKernels: KernelSet = 'cmsis-nn';
export const defaultOpt: OptimizationLevel = 'Os';
/** Longer than an inference that is of use on a microcontroller; about 20 s of simulation. */
export const defaultMaxCycles = 2_000_000_000;
