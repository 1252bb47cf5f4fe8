import { parseCycles } from '../../../src/index.ts';
import type { MeasureJob } from '../engine/protocol.ts';
import { fileFor } from '../files/subject.ts';
import type { CasePlan } from './cases.ts';

/** What the engine is asked for. @throws UnitError for a number of cycles that cannot be read */
export function jobOf({ subject, device, engine, kernels, opt, maxCycles, inputs, ...options }: CasePlan): MeasureJob {
  const { name, bytes } = fileFor(subject, device.core);
  const [region, layersOf, uart] = [options.region, options.layersOf, options.uart].map((text) => text.trim());
  const [input] = inputs.model;
  const [uartInput] = inputs.uart;
  return {
    file: { name, bytes },
    deviceId: device.id,
    engine,
    kernels,
    opt,
    region: region || undefined,
    layersOf: layersOf || undefined,
    uart: uart || undefined,
    input: input && { name: input.name, bytes: input.bytes },
    uartInput: uartInput?.bytes,
    conversation: inputs.conversation.map((file) => ({ name: file.name, bytes: file.bytes })),
    maxCycles: maxCycles.trim() === '' ? undefined : parseCycles(maxCycles),
  };
}
