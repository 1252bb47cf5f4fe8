import type { CoreId } from '../devices/core-family.ts';
import type { KernelSet } from './types.ts';

/** What the compiler must know about a core, in its own words. */
export const coreFlags: Readonly<Record<CoreId, readonly string[]>> = {
  'cortex-m0plus': ['-mcpu=cortex-m0plus', '-mthumb', '-mfloat-abi=soft'],
  'cortex-m3': ['-mcpu=cortex-m3', '-mthumb', '-mfloat-abi=soft'],
  'cortex-m4f': ['-mcpu=cortex-m4', '-mthumb', '-mfpu=fpv4-sp-d16', '-mfloat-abi=hard'],
  'avre+': [],
  avrxt: [],
};

/** Sources of a kernel set, beside those every image has, and the cores it runs on. */
export interface KernelSources {
  readonly directories: readonly string[];
  readonly cores: readonly CoreId[];
}

const cortexM: readonly CoreId[] = ['cortex-m0plus', 'cortex-m3', 'cortex-m4f'];

/** Directories are relative to `firmware/`; every C file directly inside is compiled. */
export const kernelSources: Readonly<Record<KernelSet, KernelSources>> = {
  reference: {
    directories: ['stm32/kernels/reference', 'stm32/ops/reference'],
    cores: cortexM,
  },
  // On cores without the DSP extension its inner loops are plain C, as CMSIS-NN's are there (pf_dsp.h).
  'cmsis-nn': {
    directories: ['stm32/kernels/cmsis-nn', 'stm32/kernels/reference', 'stm32/ops/cmsis-nn'],
    cores: cortexM,
  },
};

/** Runtime and operators: the same for every kernel set. */
export const runtimeDirectories: readonly string[] = ['stm32/runtime', 'stm32/ops'];

export const includeDirectories: readonly string[] = ['stm32', 'stm32/include'];

/** Start-up code and linker script of a part. */
export interface Board {
  /** Where sources, headers and parts of the linker script are looked for. */
  readonly directories: readonly string[];
  readonly linkerScript: string;
}

function cortexMBoard(id: string): Board {
  return { directories: [`boards/${id}`, 'boards/common'], linkerScript: `boards/${id}/link.ld` };
}

const cortexMBoards = ['stm32l475vg', 'stm32l4r5zi', 'stm32f401re', 'nrf52840', 'stm32f103c8', 'stm32g0b1re', 'rp2040'];

/** By device id: a part preflash can build firmware for. */
export const boards: Readonly<Record<string, Board>> = Object.fromEntries(
  cortexMBoards.map((id) => [id, cortexMBoard(id)]),
);

/**
 * The flags of a released inference build. One section a function and object, so that the linker leaves out what is
 * not used; no floating-point contraction flag: GCC's default for `-std=c11` is off, for results as in the reference.
 */
export const commonCompilerFlags: readonly string[] = [
  '-std=c11',
  '-ffunction-sections',
  '-fdata-sections',
  '-fno-unwind-tables',
  '-fno-asynchronous-unwind-tables',
  '-Wall',
  '-Wextra',
];

/** `--emit-relocs` keeps what refers to what, for the flash a model does not reach; no build id: same input, same file. */
export const commonLinkerFlags: readonly string[] = [
  '--specs=nano.specs',
  '-nostartfiles',
  '-Wl,--gc-sections',
  '-Wl,--emit-relocs',
  '-Wl,--strip-debug',
  '-Wl,--build-id=none',
  '-Wl,--fatal-warnings',
];
