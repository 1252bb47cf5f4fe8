import { imageOf } from '../cost/footprint.ts';
import { simulators } from '../simulate/machines.ts';
import { type InstructionProfile, profileInstructions } from '../simulate/profile/instruction-profile.ts';
import { findRegion } from '../simulate/regions/region-name.ts';
import { defaultMaxCycles } from './defaults.ts';
import type { Facilities } from './facilities.ts';
import { type MeasureOptions, prepare } from './measure.ts';

export interface ProfileOptions extends MeasureOptions {
  /** Of firmware made around a model: the place of one layer in running order; the whole inference unless given. */
  readonly layer?: number | undefined;
}

/** What runs one layer in firmware that preflash built, and one inference: firmware/README.md. */
const own = { layer: 'pf_run_layer', inference: 'pf_invoke' } as const;

/**
 * Runs a file once more, one instruction at a time, and tells what each instruction took: in one layer, in one inference,
 * in the region of the user's own firmware, or from reset where there is none.
 */
export async function profile(options: ProfileOptions, facilities: Facilities): Promise<InstructionProfile> {
  const { device, region, layer, uart, uartInput, conversation, maxCycles = defaultMaxCycles } = options;
  const { source, inputs } = await prepare(options, facilities);
  const image = imageOf(source);
  const demangle = await facilities.demanglerFor(image);
  const name = source.origin === 'model' ? (layer === undefined ? own.inference : own.layer) : region;
  const found = name === undefined ? undefined : findRegion(image, name, demangle, '--region');
  const { module, create } = simulators[device.core];
  return profileInstructions(create(await facilities.simulator(module), device), image, {
    inputs,
    uart,
    uartInput,
    conversation,
    start: found && { address: found.symbol.address, call: layer ?? (found.call ?? 1) - 1 },
    maxCycles,
    demangle,
  });
}
