import * as z from 'zod';
import type { Device } from '../devices/schema.ts';
import { elementBytes } from '../model/tensor-values.ts';
import type { LayerInfo, ModelInfo } from '../model/types.ts';

/** The cache between a core and its flash: for code, and on some parts for the constants that are read there too. */
export const flashCacheSchema = z.strictObject({
  bytes: z.int().positive(),
  /** Lines of a set. */
  ways: z.int().positive(),
  holdsConstants: z.boolean(),
});
export type FlashCache = z.output<typeof flashCacheSchema>;

/** The cache of a part; undefined for flash without one. */
export function flashCacheOf({ flash }: Pick<Device, 'flash'>): FlashCache | undefined {
  const holdsConstants = flash.kind === 'rp2040-xip';
  const cache =
    flash.kind === 'rp2040-xip'
      ? flash.cache
      : flash.kind === 'st-art' || flash.kind === 'nrf-nvmc'
        ? flash.instructionCache
        : undefined;
  return cache && { bytes: cache.lines * cache.lineBytes, ways: cache.ways ?? cache.lines, holdsConstants };
}

/** What a layer has to take from the flash itself. */
export interface FlashTraffic {
  /** Instructions of the counted build that it executes and that the cache does not have yet. */
  readonly newInstructions: number;
  /** Its constants, each once. */
  readonly constantBytes: number;
  /** Constants that it reads again after they have left the cache. */
  readonly rereadBytes: number;
}

const noTraffic: FlashTraffic = { newInstructions: 0, constantBytes: 0, rereadBytes: 0 };

/** About what an instruction takes in Thumb, where one has two or four bytes: only for when code leaves a cache. */
const instructionBytes = 2.5;

/** Follows the layers of an inference through a cache: what was used least recently has left it. */
export class FlashReads {
  readonly #cache: FlashCache | undefined;
  readonly #model: ModelInfo;
  /** Instructions that each counter stands for. */
  readonly #instructions: readonly number[];
  /** How much had passed through the cache when a counter's code was last executed. */
  readonly #lastUse = new Map<number, number>();
  #passedBytes = 0;

  constructor(cache: FlashCache | undefined, model: ModelInfo, rows: readonly ArrayLike<number>[]) {
    this.#cache = cache;
    this.#model = model;
    this.#instructions = rows.map((row) => Array.from(row).reduce((sum, times) => sum + times, 0));
  }

  /**
   * What the next layer takes from the flash.
   * @param times how often each counter counted in it
   */
  of(layer: LayerInfo, times: ArrayLike<number>): FlashTraffic {
    const cache = this.#cache;
    if (cache === undefined) return noTraffic;
    const newInstructions = this.#execute(times, cache.bytes);
    if (!cache.holdsConstants) return { ...noTraffic, newInstructions };
    this.#passedBytes += layer.constantBytes;
    return { newInstructions, constantBytes: layer.constantBytes, rereadBytes: rereadBytes(this.#model, layer, cache) };
  }

  #execute(times: ArrayLike<number>, cacheBytes: number): number {
    const executed = this.#instructions.flatMap((instructions, counter) =>
      times[counter]! > 0 ? [{ counter, instructions }] : [],
    );
    const isNew = (counter: number): boolean =>
      this.#passedBytes - (this.#lastUse.get(counter) ?? Number.NEGATIVE_INFINITY) > cacheBytes;
    const newInstructions = executed
      .filter(({ counter }) => isNew(counter))
      .reduce((sum, { instructions }) => sum + instructions, 0);
    this.#passedBytes += newInstructions * instructionBytes;
    for (const { counter } of executed) this.#lastUse.set(counter, this.#passedBytes);
    return newInstructions;
  }
}

/** A layer goes through its weights once for every place of its output; what is larger than the cache is read again. */
function rereadBytes(
  { tensors }: ModelInfo,
  { macs, inputs: [, weights = -1], constantBytes }: LayerInfo,
  cache: FlashCache,
): number {
  const tensor = tensors[weights];
  if (tensor === undefined || tensor.constantBytes === 0) return 0;
  const readBytes = macs * elementBytes(tensor.type);
  return Math.round(Math.max(0, readBytes - tensor.constantBytes) * missedPart(constantBytes, cache));
}

/**
 * Part of the reads that miss when so many bytes are gone through again and again: in a set that has more of them than
 * ways, the line that is wanted next is always the one that has just been driven out.
 */
function missedPart(bytes: number, { bytes: cacheBytes, ways }: FlashCache): number {
  const linesOfSet = (bytes / cacheBytes) * ways;
  if (linesOfSet <= ways) return 0;
  if (linesOfSet >= ways + 1) return 1;
  return ((linesOfSet - ways) * (ways + 1)) / linesOfSet;
}
