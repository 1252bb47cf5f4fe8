import type { Device } from '../devices/schema.ts';
import { indexSymbols } from '../image/symbols.ts';
import type { FirmwareImage } from '../image/types.ts';
import { SimulationFault } from './faults.ts';
import type { Machine } from './machine.ts';
import { simulators } from './machines.ts';
import type { SimulateOptions } from './options.ts';
import { DeepestCalls } from './profile/deepest-calls.ts';
import { StackCollision } from './ram/stack-collision.ts';
import { Run, sliceCycles } from './run.ts';
import type { RunTrace } from './types.ts';

/**
 * Runs an image on a part and reports what it did. Firmware that preflash built runs one inference on the given
 * inputs; other firmware runs until it exits, or until the region was called often enough.
 *
 * @param module compiled from dist/wasm, the one that `simulators` names for the device's core
 * @throws SimulationFault when the firmware faults, never ends, or takes more than `maxCycles`
 * @throws RegionError when the region or the function of the layers is not in the image
 * @throws InferenceError when the inference firmware reports a failure
 * @throws the signal's reason when it is aborted
 */
export async function simulate(
  module: WebAssembly.Module,
  image: FirmwareImage,
  device: Device,
  options: SimulateOptions,
): Promise<RunTrace> {
  try {
    return await runOnce(module, image, device, options);
  } catch (error) {
    if (!(error instanceof SimulationFault) || error.fault.kind !== 'stack-collision') throw error;
    throw await withCalls(error, module, image, device, options);
  }
}

/** Runs it all once more, with a look at every call: a run comes to the same end each time. */
async function withCalls(
  error: SimulationFault,
  module: WebAssembly.Module,
  image: FirmwareImage,
  device: Device,
  options: SimulateOptions,
): Promise<SimulationFault> {
  let deepest: DeepestCalls | undefined;
  const follow = (machine: Machine): void => {
    const limits =
      error instanceof StackCollision ? limitsOf(error) : { limit: Number.POSITIVE_INFINITY, isMain: true };
    const calls = new DeepestCalls(indexSymbols(image), machine.pc, limits);
    machine.trace((rows, count) => calls.add(rows, count));
    deepest = calls;
  };
  await runOnce(module, image, device, options, follow).catch((again: unknown) => {
    if (!(again instanceof SimulationFault)) throw again;
  });
  const { demangle = (name: string) => name } = options;
  return deepest === undefined ? error : error.withCalls(deepest.calls.map(demangle));
}

const limitsOf = ({ overflow }: StackCollision) => ({ limit: overflow.limit, isMain: overflow.stack === 'main' });

/** @param prepare given the machine before it runs */
async function runOnce(
  module: WebAssembly.Module,
  image: FirmwareImage,
  device: Device,
  options: SimulateOptions,
  prepare?: (machine: Machine) => void,
): Promise<RunTrace> {
  const machine = simulators[device.core].create(module, device);
  machine.load(image);
  const run = new Run(machine, device, image, options);
  prepare?.(machine);
  let pausedAt = 0;
  while (!run.isOver) {
    options.signal?.throwIfAborted();
    run.slice();
    if (machine.cycles - pausedAt < sliceCycles) continue;
    pausedAt = machine.cycles;
    options.onProgress?.(machine.cycles);
    // Only so can a signal be raised meanwhile; a browser makes each such pause 4 ms long.
    if (options.signal) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return run.trace();
}
