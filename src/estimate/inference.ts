import type { LaidOutMemory } from '../build/laid-out-memory.ts';
import { type CountedModule, countModule, uncountedModule } from '../build/wasm/count-module.ts';
import { sha256Hex } from '../bytes/sha256.ts';

/** A WebAssembly build of the firmware that counts, ready to be instantiated as often as wanted. */
export interface CountingFirmware {
  readonly module: WebAssembly.Module;
  /** Of the build before counters were added: what a profile was fitted with. */
  readonly sha256: string;
  readonly counted: Omit<CountedModule, 'bytes'>;
}

/** One layer that has just run. Output and counts are views that the next layer overwrites. */
export interface LayerRun {
  /** Position in running order: the operator's index in the model. */
  readonly index: number;
  readonly output: Uint8Array;
  readonly counts: Counts;
}

/** A model in a build of the firmware. */
export interface Inference {
  /** Bytes of the arena the model needs; of the NNoM-API runtime, of the activation memory in its heap. */
  readonly arenaBytes: number;
  /** Where the runtime keeps what; undefined where that is not the part's. */
  readonly laidOut: LaidOutMemory | undefined;
  /**
   * Runs one inference.
   *
   * @param inputs bytes of each input tensor
   * @param onLayer told of every layer as soon as it has run
   * @returns the bytes of each output tensor
   * @throws InferenceError when a kernel refuses its arguments
   */
  run(inputs: readonly Uint8Array[], onLayer?: (run: LayerRun) => void): Uint8Array[];
}

/**
 * Adds counters to a build of the firmware and compiles it; takes some tens of milliseconds.
 *
 * @param bytes one of firmware/wasm/prebuilt
 * @throws BuildError `broken-prebuilt` when the bytes are no such build
 */
export async function countingFirmware(bytes: Uint8Array): Promise<CountingFirmware> {
  const { bytes: counting, ...counted } = countModule(bytes);
  const module = await WebAssembly.compile(counting as Uint8Array<ArrayBuffer>);
  return { module, sha256: await sha256Hex(bytes), counted };
}

/**
 * Compiles a build of the firmware as it is, for its answers: there is nothing in it that counts.
 *
 * @param bytes one of firmware/wasm/prebuilt
 * @throws BuildError `broken-prebuilt` when the bytes are no such build
 */
export async function hostFirmware(bytes: Uint8Array): Promise<CountingFirmware> {
  const module = await WebAssembly.compile(uncountedModule(bytes) as Uint8Array<ArrayBuffer>);
  const counted = { countersAddress: 0, rows: [], shiftCounter: undefined };
  return { module, sha256: await sha256Hex(bytes), counted };
}

const counterBytes = 8;

/** The counters of an instance: what was executed since they were cleared. */
export class Counts {
  readonly #words: Uint32Array;

  constructor(memory: WebAssembly.Memory, { countersAddress, rows }: CountingFirmware['counted']) {
    this.#words = new Uint32Array(memory.buffer, countersAddress, (rows.length * counterBytes) / 4);
  }

  clear(): void {
    this.#words.fill(0);
  }

  /** Sum over all counters of what one costs; exact up to 2^53. */
  weighted(weights: Float64Array): number {
    const words = this.#words;
    let sum = 0;
    for (let counter = 0; counter < weights.length; counter++) {
      const low = words[2 * counter]!;
      const high = words[2 * counter + 1]!;
      if (low !== 0 || high !== 0) sum += (low + high * 2 ** 32) * weights[counter]!;
    }
    return sum;
  }

  /** How often each counter counted; exact up to 2^53. */
  values(): Float64Array {
    const words = this.#words;
    return Float64Array.from({ length: words.length / 2 }, (_, at) => words[2 * at]! + words[2 * at + 1]! * 2 ** 32);
  }
}
