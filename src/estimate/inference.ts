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
  const counted = { countersAddress: 0, counterCount: 0, classes: [], rows: [], rowSums: [], shiftCounters: [] };
  return { module, sha256: await sha256Hex(bytes), counted };
}

const counterBytes = 8;

/** The counters of an instance: what was executed since they were cleared. */
export class Counts {
  readonly #words: Uint32Array;
  readonly #rowSums: CountedModule['rowSums'];

  constructor(memory: WebAssembly.Memory, { countersAddress, counterCount, rowSums }: CountingFirmware['counted']) {
    this.#words = new Uint32Array(memory.buffer, countersAddress, (counterCount * counterBytes) / 4);
    this.#rowSums = rowSums;
  }

  clear(): void {
    this.#words.fill(0);
  }

  /** Sum over all counters of what one costs, by `counterWeights`; exact up to 2^53. */
  weighted(weights: Float64Array): number {
    let sum = 0;
    for (let counter = 0; counter < weights.length; counter++) {
      const count = this.#count(counter);
      if (count !== 0) sum += count * weights[counter]!;
    }
    return sum;
  }

  /** How often the blocks of each row of the counted module ran; exact up to 2^53. */
  values(): Float64Array {
    return Float64Array.from(this.#rowSums, (sum) => {
      let times = 0;
      for (const [counter, factor] of sum) times += factor * this.#count(counter);
      return times;
    });
  }

  #count(counter: number): number {
    return this.#words[2 * counter]! + this.#words[2 * counter + 1]! * 2 ** 32;
  }
}

/** What one count of each counter is worth, from what each row is worth when its blocks run once. */
export function counterWeights(
  { counterCount, rowSums }: CountingFirmware['counted'],
  rowWeights: Float64Array,
): Float64Array {
  const weights = new Float64Array(counterCount);
  for (const [row, sum] of rowSums.entries()) {
    for (const [counter, factor] of sum) weights[counter]! += factor * rowWeights[row]!;
  }
  return weights;
}
