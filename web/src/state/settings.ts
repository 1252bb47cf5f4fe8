import { defaultKernels, defaultOpt, type KernelSet, type OptimizationLevel } from '../../../src/index.ts';
import type { TypedBudgets } from './limits.ts';

/** Everything a user sets, as it is typed. */
export interface Settings {
  readonly deviceIds: readonly string[];
  readonly kernels: readonly KernelSet[];
  readonly opts: readonly OptimizationLevel[];
  /** Function to measure in firmware, and the one whose callees are its layers; empty: found by themselves. */
  readonly region: string;
  readonly layersOf: string;
  /** `2 Gcycles`; empty: the default. */
  readonly maxCycles: string;
  readonly limitSeconds: number;
  readonly budgets: TypedBudgets;
}

/** The parts that the page opens with. */
const firstDeviceIds = ['stm32l475vg', 'atmega4809'];

export const defaultSettings: Settings = {
  deviceIds: firstDeviceIds,
  kernels: [defaultKernels],
  opts: [defaultOpt],
  region: '',
  layersOf: '',
  maxCycles: '',
  limitSeconds: 60,
  budgets: { flash: '', ram: '', latency: '', cycles: '', energy: '' },
};

/** A list with `item` in it or not, in the order of `all`. */
export function toggled<Item>(list: readonly Item[], item: Item, all: readonly Item[]): Item[] {
  return all.filter((each) => (each === item ? !list.includes(each) : list.includes(each)));
}
