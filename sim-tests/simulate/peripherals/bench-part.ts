import { findDevice } from '../../../src/devices/index.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../../src/simulate/cortex-m/machine.ts';
import { assemble } from '../../timing/assemble.ts';

/** A vector table with one handler for every interrupt, and a `start` that the test's code begins with. */
const prologue = `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1
  .rept 13
  .word 0
  .endr
  .word tick + 1
  .rept 82
  .word handler + 1
  .endr
  .thumb_func
start:
`;
const breakpoint = (name: string): string => `\n  .thumb_func\n${name}:\n  bkpt 1\n`;

/** Boots assembler code on a part; without handlers of its own an interrupt ends at a breakpoint. */
export async function boot(code: string, part = 'stm32l475vg'): Promise<CortexMMachine> {
  const missing = ['handler', 'tick'].filter((name) => !code.includes(`${name}:`)).map(breakpoint);
  const image = await assemble(`${prologue}\n${code}\n${missing.join('')}`);
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), findDevice(part));
  machine.load(image);
  return machine;
}

/** Runs to the endless loop that ends each program, with nothing left that could interrupt it. */
export function runToEnd(machine: CortexMMachine, maxCycles = 10_000_000): void {
  try {
    machine.runFor(maxCycles);
  } catch (error) {
    if (!String((error as Error).message).includes('never ends')) throw error;
  }
}
