import type { CoreId } from '../devices/core-family.ts';
import type { Device } from '../devices/schema.ts';
import type { CpuAttributes } from './types.ts';

/** A build attribute of the ELF that the part's core cannot honour. */
export interface Contradiction {
  readonly message: string;
  readonly advice: string;
}

interface CoreProfile {
  readonly architecture: string;
  /** Values of Tag_CPU_arch that the core executes, as `CpuAttributes` spells them. */
  readonly runs: readonly string[];
  /** Values of Tag_FP_arch that it has. */
  readonly floatingPoint: readonly string[];
  readonly flags: string;
}

const v6m = ['ARMv6-M', 'ARMv6S-M'];
const softFloat = '-mthumb -mfloat-abi=soft';

/** The Cortex-M cores: which code they take, and how to build it. */
const profiles: Partial<Record<CoreId, CoreProfile>> = {
  'cortex-m0plus': {
    architecture: 'ARMv6-M',
    runs: v6m,
    floatingPoint: ['none'],
    flags: `-mcpu=cortex-m0plus ${softFloat}`,
  },
  'cortex-m3': {
    architecture: 'ARMv7-M',
    runs: [...v6m, 'ARMv7'],
    floatingPoint: ['none'],
    flags: `-mcpu=cortex-m3 ${softFloat}`,
  },
  'cortex-m4f': {
    architecture: 'ARMv7E-M with FPv4-SP',
    runs: [...v6m, 'ARMv7', 'ARMv7E-M'],
    floatingPoint: ['none', 'VFPv4', 'VFPv4-D16'],
    flags: '-mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16',
  },
};

/** Values of Tag_CPU_arch that a Cortex-M can have: others say nothing about one, and the run shows what happens. */
const knownArchitectures = /^ARMv/;

/**
 * Holds what an ELF says it was compiled for (`.ARM.attributes`) against the core of a part, before it is run.
 *
 * @returns the first attribute that contradicts the part, undefined when none does
 */
export function contradiction(cpu: CpuAttributes, device: Pick<Device, 'core' | 'name'>): Contradiction | undefined {
  const profile = profiles[device.core];
  if (profile === undefined) return undefined;
  const part = `${device.name} has a ${device.core} core (${profile.architecture})`;
  const advice = `Build it, libraries included, with ${profile.flags}, or choose the part it was built for.`;
  if (knownArchitectures.test(cpu.architecture) && !profile.runs.includes(cpu.architecture)) {
    return { message: `it is compiled for ${cpu.architecture} (Tag_CPU_arch), and ${part}`, advice };
  }
  if (!profile.floatingPoint.includes(cpu.floatingPoint)) {
    return { message: `it uses the floating-point unit ${cpu.floatingPoint} (Tag_FP_arch), and ${part}`, advice };
  }
  if (cpu.hardFloatArguments && !profile.floatingPoint.includes('VFPv4-D16')) {
    const what = 'it passes floating-point arguments in registers of a floating-point unit (Tag_ABI_VFP_args)';
    return { message: `${what}, and ${part}`, advice };
  }
  return undefined;
}
