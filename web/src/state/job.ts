import { type NamedFile, parseCycles } from '../../../src/index.ts';
import type { MeasureJob } from '../engine/protocol.ts';
import type { CasePlan } from './cases.ts';

/** What the engine is asked for. @throws UnitError for a number of cycles that cannot be read */
export function jobOf({ file, device, engine, kernels, opt, maxCycles, inputs, ...options }: CasePlan): MeasureJob {
  const [region, layersOf, uart] = [options.region, options.layersOf, options.uart].map((text) => text.trim());
  const [input] = inputs.model;
  const [uartInput] = inputs.uart;
  return {
    file: named(file),
    deviceId: device.id,
    engine,
    kernels,
    opt,
    region: region || undefined,
    layersOf: layersOf || undefined,
    uart: uart || undefined,
    input: input && named(input),
    uartInput: uartInput?.bytes,
    conversation: inputs.conversation.map(named),
    maxCycles: maxCycles.trim() === '' ? undefined : parseCycles(maxCycles),
  };
}

/** All that a worker is sent of a file. */
const named = ({ name, bytes }: NamedFile): NamedFile => ({ name, bytes });
