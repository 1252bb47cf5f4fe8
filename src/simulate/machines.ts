import type { CoreId } from '../devices/core-family.ts';
import type { Device } from '../devices/schema.ts';
import { AvrMachine } from './avr/machine.ts';
import { CortexMMachine } from './cortex-m/machine.ts';
import type { Machine } from './machine.ts';

/** A simulator: the module in dist/wasm that it runs in, and the machine over it. */
interface Simulator {
  readonly module: 'cortex-m' | 'avr';
  create(module: WebAssembly.Module, device: Device): Machine;
}

const cortexM: Simulator = { module: 'cortex-m', create: (module, device) => new CortexMMachine(module, device) };
const avr: Simulator = { module: 'avr', create: (module, device) => new AvrMachine(module, device) };

/** The simulator of each core. */
export const simulators: Readonly<Record<CoreId, Simulator>> = {
  'cortex-m0plus': cortexM,
  'cortex-m3': cortexM,
  'cortex-m4f': cortexM,
  'avre+': avr,
  avrxt: avr,
};
