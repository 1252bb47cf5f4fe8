import { coreModels } from '../../../wasm/cortex-m/timing/cores.ts';
import type { Device } from '../../devices/schema.ts';

/** What a machine must know of a part's core beside its name. */
export interface CoreOptions {
  /** Position in the simulator's list of cores. */
  readonly coreIndex: number;
  readonly priorityBits: number;
  readonly multiplyCycles: number;
  readonly hasBitBand: boolean;
}

/**
 * The core of a Cortex-M part. Where its file does not say: two priority bits on ARMv6-M (fixed by the architecture)
 * and four above, the fast multiplier, and bit-banding above ARMv6-M.
 */
export function coreOptionsOf({ core, cortexM = {} }: Pick<Device, 'core' | 'cortexM'>): CoreOptions {
  const isBaseline = core === 'cortex-m0plus';
  return {
    coreIndex: coreModels.findIndex(({ id }) => id === core),
    priorityBits: cortexM.priorityBits ?? (isBaseline ? 2 : 4),
    multiplyCycles: cortexM.multiplyCycles ?? 1,
    hasBitBand: cortexM.bitBand ?? !isBaseline,
  };
}
