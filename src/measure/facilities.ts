import type { Accumulator } from '../build/avr.ts';
import type { ModelBuild } from '../build/place-in-prebuilt.ts';
import type { BuiltImage } from '../build/types.ts';
import type { WasmBuildId } from '../build/wasm/builds.ts';
import type { CountingFirmware } from '../estimate/inference.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { Demangle } from '../simulate/regions/region-name.ts';

/** The simulators there are, by the name of their WebAssembly file in dist/wasm. */
export type SimulatorName = 'avr' | 'cortex-m';

/** A model, of either format, and the firmware that is wanted around it. */
export interface FirmwareRequest extends ModelBuild {
  readonly accumulator: Accumulator;
  /** Told how many of how many sources are compiled. */
  readonly onProgress?: ((ready: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What measuring needs and a disk, a compiler or a web server has. */
export interface Facilities {
  /** A simulator, compiled and ready to be instantiated. */
  readonly simulator: (name: SimulatorName) => Promise<WebAssembly.Module>;
  /** A WebAssembly build of the firmware that counts; the same object for the same build where it can be. */
  readonly countingFirmware: (id: WasmBuildId) => Promise<CountingFirmware>;
  /** The same without counters: for what it answers. */
  readonly hostFirmware: (id: WasmBuildId) => Promise<CountingFirmware>;
  /** What reads the C++ names of an image. */
  readonly demanglerFor: (image: Pick<FirmwareImage, 'symbols'>) => Promise<Demangle>;
  /** Firmware around a model. Rejects with a BuildError. */
  readonly build: (request: FirmwareRequest) => Promise<BuiltImage>;
}
