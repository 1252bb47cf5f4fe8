import type { Machine } from '../machine.ts';
import type { CallSettings, CallTrace, CostInterval } from '../types.ts';
import { RegionError } from './region-name.ts';

interface OpenCall {
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly argument: number;
  readonly cost: () => CostInterval;
  readonly settings: (() => CallSettings) | undefined;
}

/**
 * Records what each call of one function costs, from its first instruction to the one it returns to. Calls inside a
 * call of the same function belong to the outer one. A call that is left by longjmp has no cost: nothing says when.
 */
export class CallRecorder {
  readonly calls: CallTrace[] = [];
  readonly #machine: Machine;
  readonly symbol: string;
  readonly #entry: number;
  readonly #settingsOf: ((machine: Machine) => () => CallSettings) | undefined;
  #open: OpenCall | undefined;

  /** @param settings notes what is set up when a call begins and when it ends, where the calls shall tell */
  constructor(machine: Machine, symbol: string, entry: number, settings?: (machine: Machine) => () => CallSettings) {
    this.#machine = machine;
    this.#settingsOf = settings;
    this.symbol = symbol;
    this.#entry = entry;
    machine.watch(entry);
  }

  /** Whether a call has begun and not returned. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Whether a call begins with the instruction at `pc`. */
  begins(pc: number): boolean {
    return pc === this.#entry && (this.#open === undefined || this.#isAbandoned());
  }

  /** Takes notice of a watched address; returns whether it was one of this recorder's. */
  visit(pc: number): boolean {
    if (pc === this.#entry && this.#isAbandoned()) this.#close();
    if (this.#open === undefined && pc === this.#entry) {
      this.#enter();
      return true;
    }
    if (this.#open?.returnAddress === pc && this.#machine.stackPointer >= this.#open.stackPointer) {
      this.#leave(this.#open);
      return true;
    }
    return pc === this.#entry;
  }

  #enter(): void {
    const { returnAddress } = this.#machine;
    if (returnAddress === undefined) throw notCalled(this.symbol);
    this.#open = {
      returnAddress,
      stackPointer: this.#machine.stackPointer,
      argument: this.#machine.argument(1),
      cost: this.#machine.measure(),
      settings: this.#settingsOf?.(this.#machine),
    };
    this.#machine.watch(returnAddress);
  }

  #leave({ cost, argument, settings }: OpenCall): void {
    this.calls.push({ ...cost(), symbol: this.symbol, argument, ...(settings && { settings: settings() }) });
    this.#close();
  }

  #close(): void {
    if (this.#open !== undefined) this.#machine.unwatch(this.#open.returnAddress);
    this.#open = undefined;
  }

  /**
   * Whether the call that begins here shows that the open one was left by longjmp: a call inside it would be deeper in
   * the stack, and a jump back to its own first instruction would return to the same place.
   */
  #isAbandoned(): boolean {
    if (this.#open === undefined) return false;
    const { stackPointer, returnAddress } = this.#machine;
    if (stackPointer !== this.#open.stackPointer) return stackPointer > this.#open.stackPointer;
    return returnAddress !== this.#open.returnAddress;
  }

  /** Forgets what was recorded, for the next round. */
  clear(): void {
    this.calls.length = 0;
  }
}

function notCalled(symbol: string): RegionError {
  return new RegionError({
    where: symbol,
    what: 'it was entered by a reset or an exception, not by a call, so that nothing says where it ends',
    advice: 'Measure a function that it calls.',
  });
}
