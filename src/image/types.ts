import type { AddressRange } from '../bytes/ranges.ts';
import type { DebugSections } from './dwarf/types.ts';

/** Bytes that are loaded before the first instruction, at the address they are programmed to. */
export interface Segment {
  readonly loadAddress: number;
  /** Where the bytes live while the program runs; differs from `loadAddress` for initialised data. */
  readonly virtualAddress: number;
  readonly bytes: Uint8Array;
  /** Size in memory; larger than `bytes.length` for zero-initialised data. */
  readonly memoryBytes: number;
}

export interface ImageSymbol {
  readonly name: string;
  /** Without the Thumb bit. */
  readonly address: number;
  readonly sizeBytes: number;
  readonly kind: 'function' | 'object' | 'label';
  readonly binding: 'local' | 'global' | 'weak';
  /** Source file of a local symbol, as the compiler named it. */
  readonly sourceFile?: string;
}

export interface ImageSection {
  readonly name: string;
  readonly address: number;
  readonly sizeBytes: number;
  /** Occupies memory while the program runs (SHF_ALLOC). */
  readonly allocated: boolean;
  /** Has bytes in the file (not SHT_NOBITS). */
  readonly hasBytes: boolean;
  readonly executable: boolean;
  readonly writable: boolean;
}

/** One relocation kept with `--emit-relocs`: the word at `address` refers to `symbolName` (+ `addend`). */
export interface ImageRelocation {
  readonly address: number;
  readonly targetAddress: number;
  readonly symbolName: string;
}

/** What an Arm ELF says it was compiled for (`.ARM.attributes`). */
export interface CpuAttributes {
  /** Tag_CPU_name, such as `7E-M` or `CORTEX-M4`; empty where the compiler wrote none. */
  readonly cpuName: string;
  /** `ARMv7E-M`, `ARMv6S-M`, ... */
  readonly architecture: string;
  /** The FPU instructions it may use: `none`, `VFPv4-D16` (a Cortex-M4F's), `FPv5-D16`, ... */
  readonly floatingPoint: string;
  /** Passes float arguments in FPU registers (`-mfloat-abi=hard`). */
  readonly hardFloatArguments: boolean;
}

/** A program ready to be loaded, whatever file format it came from. */
export interface FirmwareImage {
  readonly format: 'elf' | 'hex';
  readonly machine: 'arm' | 'avr' | 'unknown';
  readonly sha256: string;
  /** Address of the first instruction, without the Thumb bit. */
  readonly entry: number;
  readonly cpu: CpuAttributes | undefined;
  /** In load-address order; programmed ranges do not overlap. */
  readonly segments: readonly Segment[];
  readonly sections: readonly ImageSection[];
  readonly symbols: readonly ImageSymbol[];
  readonly relocations: readonly ImageRelocation[];
  /** Stretches of executable sections that are marked as data; absent where the file has no such marks. */
  readonly dataInCode?: readonly AddressRange[];
  /** What source lines are read from; undefined where the file has no debug data. */
  readonly debug?: DebugSections | undefined;
}
