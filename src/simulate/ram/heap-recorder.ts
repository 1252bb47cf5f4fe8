import type { AddressRange } from '../../bytes/ranges.ts';
import type { Machine } from '../machine.ts';
import type { BreakFunction } from './break-function.ts';

/** What the break function returns when the heap cannot grow: (void *)-1. */
const failed = 0xffff_ffff;

interface OpenCall {
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly incrementBytes: number;
}

/**
 * Follows the end of the heap: each call of the break function returns the end that there was, and has moved it by its
 * argument. What malloc asked for and did not get does not count.
 */
export class HeapRecorder {
  readonly #machine: Machine;
  readonly #function: BreakFunction;
  readonly #open: OpenCall[] = [];
  #start: number | undefined;
  #peakEnd = 0;
  #end = 0;

  constructor(machine: Machine, breakFunction: BreakFunction) {
    this.#machine = machine;
    this.#function = breakFunction;
    machine.watch(breakFunction.address);
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
    this.#leave(pc);
    if (pc === this.#function.address) this.#enter();
  }

  #enter(): void {
    const { returnAddress, stackPointer } = this.#machine;
    // 32 bits with a sign: memory can be given back.
    this.#open.push({
      returnAddress,
      stackPointer,
      incrementBytes: this.#machine.argument(this.#function.increment) | 0,
    });
    this.#machine.watch(returnAddress);
  }

  #leave(pc: number): void {
    const call = this.#open.at(-1);
    if (call === undefined || call.returnAddress !== pc || this.#machine.stackPointer < call.stackPointer) return;
    this.#open.pop();
    this.#machine.unwatch(pc);
    // The return value is where the first argument was.
    const previous = this.#machine.argument(0);
    if (previous === failed) return;
    this.#start ??= previous;
    this.#end = previous + call.incrementBytes;
    this.#peakEnd = Math.max(this.#peakEnd, this.#end);
  }
}
