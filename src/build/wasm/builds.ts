import type { CoreId } from '../../devices/core-family.ts';
import { allRegistrations } from '../../model/registrations.ts';
import { registrySource } from '../registry.ts';
import { includeDirectories, kernelSources, runtimeDirectories } from '../targets.ts';
import type { Runtime } from '../types.ts';

/** A module that exports it stands for a core without a barrel shifter: firmware/avr/host/shifter.c. */
export const bitShiftsSymbol = 'pf_shifts_bit_by_bit';

/** The builds of the firmware for WebAssembly: one where the C differs, whatever the part. */
export const wasmBuildIds = ['reference', 'cmsis-nn', 'cmsis-nn-dsp', 'nnom'] as const;
export type WasmBuildId = (typeof wasmBuildIds)[number];

/** How one of them is compiled. Paths are relative to `firmware/`. */
export interface WasmBuild {
  /** Every C file directly inside is compiled, but for `without`. */
  readonly directories: readonly string[];
  readonly without: readonly string[];
  /** Gives memcpy and its like; compiled without the compiler's knowledge of what they do. */
  readonly memorySource: string;
  /** Where headers are looked for; all of them may go into the module. */
  readonly includeDirectories: readonly string[];
  readonly flags: readonly string[];
  /** A source written for this build alone. */
  readonly generated: string;
}

const memorySource = 'wasm/memory.c';
const avrMemorySource = 'avr/host/memory.c';

/**
 * At -Os: more would unroll loops and inline kernels as no microcontroller build does, and what is counted has to look
 * like what the part executes. One build serves all levels of the part; the profile's fit knows the level.
 */
const commonFlags: readonly string[] = [
  '-Os',
  '-Wall',
  '-Wextra',
  '-ffp-contract=off',
  '-fno-vectorize',
  '-fno-slp-vectorize',
  '-sSTANDALONE_WASM',
  '--no-entry',
  '-sERROR_ON_UNDEFINED_SYMBOLS=0',
  '-Wno-js-compiler',
  '-Wl,--export=pf_counters',
];

/** The caller lets memory grow for model and arena; this is for the module's own variables, stack and counters. */
const stm32Memory = ['-sTOTAL_STACK=65536', '-sINITIAL_MEMORY=262144', '-sALLOW_MEMORY_GROWTH=1'];
/** Models of 8-bit parts fit many times; memory that does not grow needs nobody to be told of it. */
const avrMemory = ['-sTOTAL_STACK=65536', '-sINITIAL_MEMORY=4194304', '-sMALLOC=emmalloc'];

const stm32 = (kernels: 'reference' | 'cmsis-nn', defines: readonly string[]): WasmBuild => ({
  directories: [...runtimeDirectories, ...kernelSources[kernels].directories, 'wasm'],
  without: ['stm32/runtime/main.c', memorySource],
  memorySource,
  includeDirectories,
  flags: [...commonFlags, '-std=c11', ...stm32Memory, ...defines],
  generated: registrySource(allRegistrations()),
});

export const wasmBuilds: Readonly<Record<WasmBuildId, WasmBuild>> = {
  reference: stm32('reference', []),
  'cmsis-nn': stm32('cmsis-nn', ['-DPF_DSP=0']),
  'cmsis-nn-dsp': stm32('cmsis-nn', ['-DPF_DSP=1', '-DPF_DSP_IMPORTED']),
  nnom: {
    directories: ['avr/runtime', 'avr/layers', 'avr/kernels', 'avr/table', 'avr/host', 'wasm'],
    without: ['wasm/host.c', memorySource, avrMemorySource],
    memorySource: avrMemorySource,
    includeDirectories: ['avr', 'avr/include'],
    flags: [...commonFlags, '-std=gnu11', ...avrMemory, `-Wl,--export=${bitShiftsSymbol}`],
    generated: '/* No registry: the table names the constructors. */\n',
  },
};

/** The build whose C is what a runtime runs on a core. */
export function wasmBuildFor(runtime: Runtime, core: CoreId): WasmBuildId {
  return runtime === 'cmsis-nn' && core === 'cortex-m4f' ? 'cmsis-nn-dsp' : runtime;
}
