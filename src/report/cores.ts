import type { CoreId } from '../devices/core-family.ts';
import type { Device } from '../devices/schema.ts';

interface CoreFeatures {
  /** SIMD multiplies on packed 8- and 16-bit values (the ARMv7E-M DSP extension). */
  readonly dsp: boolean;
  readonly fpu: boolean;
}

const coreFeatures: Readonly<Record<CoreId, CoreFeatures>> = {
  'cortex-m0plus': { dsp: false, fpu: false },
  'cortex-m3': { dsp: false, fpu: false },
  'cortex-m4f': { dsp: true, fpu: true },
  'avre+': { dsp: false, fpu: false },
  avrxt: { dsp: false, fpu: false },
};

/** What the part's core has in hardware. */
export const featuresOf = (device: Pick<Device, 'core'>): CoreFeatures => coreFeatures[device.core];
