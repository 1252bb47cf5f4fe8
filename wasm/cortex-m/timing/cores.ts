import type { CoreModel } from './core-timing.ts';
import { cortexM0Plus } from './cortex-m0plus.ts';
import { cortexM3 } from './cortex-m3.ts';
import { cortexM4F } from './cortex-m4.ts';

/** Every Cortex-M core, by the position that `selectCore` of core.ts takes. */
export const coreModels: readonly CoreModel[] = [cortexM0Plus, cortexM3, cortexM4F];
