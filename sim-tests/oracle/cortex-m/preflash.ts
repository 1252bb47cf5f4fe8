import { CortexMMachine } from '../../../src/simulate/cortex-m/machine.ts';
import { testDeviceOf } from './device.ts';
import type { TestImage } from './image.ts';
import { blocksStart, codeStart } from './layout.ts';
import { cortexM4Machine, type OracleMachine } from './machines.ts';

const sliceCycles = 5_000_000;

/** Runs an image on our simulator and returns the blocks as the program left them. */
export function runOnPreflash(
  module: WebAssembly.Module,
  { code, blocks, stopAddress }: Pick<TestImage, 'code' | 'blocks' | 'stopAddress'>,
  { core }: OracleMachine = cortexM4Machine,
): Uint8Array {
  const machine = new CortexMMachine(module, testDeviceOf(core));
  machine.writeBytes(codeStart, code);
  machine.writeBytes(blocksStart, blocks);
  machine.reset(codeStart);
  machine.watch(stopAddress);
  while (machine.runFor(sliceCycles) === 'slice');
  return machine.readBytes(blocksStart, blocks.length);
}
