import type { Machine } from '../machine.ts';
import type { CallTrace, CostInterval } from '../types.ts';

interface OpenCall {
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly argument: number;
  readonly cost: () => CostInterval;
}

/**
 * Records what each call of one function costs, from its first instruction to the one it returns to. Calls inside a
 * call of the same function belong to the outer one.
 */
export class CallRecorder {
  readonly calls: CallTrace[] = [];
  readonly #machine: Machine;
  readonly #symbol: string;
  readonly #entry: number;
  #open: OpenCall | undefined;

  constructor(machine: Machine, symbol: string, entry: number) {
    this.#machine = machine;
    this.#symbol = symbol;
    this.#entry = entry;
    machine.watch(entry);
  }

  /** Whether a call begins with the instruction at `pc`. */
  begins(pc: number): boolean {
    return this.#open === undefined && pc === this.#entry;
  }

  /** Takes notice of a watched address; returns whether it was one of this recorder's. */
  visit(pc: number): boolean {
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
    this.#open = {
      returnAddress,
      stackPointer: this.#machine.stackPointer,
      argument: this.#machine.argument(1),
      cost: this.#machine.measure(),
    };
    this.#machine.watch(returnAddress);
  }

  #leave({ cost, argument, returnAddress }: OpenCall): void {
    this.calls.push({ ...cost(), symbol: this.#symbol, argument });
    this.#machine.unwatch(returnAddress);
    this.#open = undefined;
  }

  /** Forgets what was recorded, for the next round. */
  clear(): void {
    this.calls.length = 0;
  }
}
