import type { AddressRange } from '../../bytes/ranges.ts';
import { CallWatcher } from '../call-watcher.ts';
import type { Machine } from '../machine.ts';
import type { BreakFunction } from './break-function.ts';

/** What the break function returns when the heap cannot grow: (void *)-1. */
const failed = 0xffff_ffff;

/**
 * Follows the end of the heap: each call of the break function returns the end that there was, and has moved it by its
 * argument. What malloc asked for and did not get does not count.
 */
export class HeapRecorder {
  readonly #calls: CallWatcher;
  #start: number | undefined;
  #peakEnd = 0;
  #end = 0;

  constructor(machine: Machine, { address, increment }: BreakFunction) {
    this.#calls = new CallWatcher(machine, address, (args, previous) => {
      // With a sign: memory can be given back.
      if (previous !== failed) this.#moveEnd(previous, args[increment]! | 0);
    });
  }

  /** From where the heap began to the furthest that it reached; undefined where nothing was allocated. */
  get peak(): AddressRange | undefined {
    return this.#start === undefined ? undefined : { start: this.#start, end: this.#peakEnd };
  }

  /** The end of the heap at the moment. */
  get end(): number | undefined {
    return this.#start === undefined ? undefined : this.#end;
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    this.#calls.visit(pc);
  }

  #moveEnd(previous: number, incrementBytes: number): void {
    this.#start ??= previous;
    this.#end = previous + incrementBytes;
    this.#peakEnd = Math.max(this.#peakEnd, this.#end);
  }
}
