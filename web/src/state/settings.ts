import { defaultKernels, defaultOpt, type KernelSet, type OptimizationLevel } from '../../../src/index.ts';
import { noBudgets, type TypedBudgets } from './limits.ts';

export const engines = ['simulate', 'estimate'] as const;
export type Engine = (typeof engines)[number];

/** Everything a user sets, as it is typed. */
export interface Settings {
  readonly deviceIds: readonly string[];
  /** Of a .tflite: simulated firmware, an estimate from the model alone, or both side by side. */
  readonly engines: readonly Engine[];
  readonly kernels: readonly KernelSet[];
  readonly opts: readonly OptimizationLevel[];
  /** Function to measure in firmware, and the one whose callees are its layers; empty: found by themselves. */
  readonly region: string;
  readonly layersOf: string;
  /** The only UART that is connected, such as USART2; empty: all of them. */
  readonly uart: string;
  /** `2 Gcycles`; empty: the default. */
  readonly maxCycles: string;
  readonly limitSeconds: number;
  readonly budgets: TypedBudgets;
}

/** The parts that the page opens with. */
export const firstDeviceIds = ['stm32l475vg', 'atmega4809'];

export const defaultSettings: Settings = {
  deviceIds: firstDeviceIds,
  engines: ['simulate'],
  kernels: [defaultKernels],
  opts: [defaultOpt],
  region: '',
  layersOf: '',
  uart: '',
  maxCycles: '',
  limitSeconds: 60,
  budgets: noBudgets,
};

/** A list with `item` in it or not, in the order of `all`. */
export function toggled<Item>(list: readonly Item[], item: Item, all: readonly Item[]): Item[] {
  return all.filter((each) => (each === item ? !list.includes(each) : list.includes(each)));
}
