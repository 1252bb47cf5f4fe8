import type { CortexMMachine } from './cortex-m-machine.ts';
import type { CounterSnapshot } from './counters.ts';
import type { CallTrace } from './types.ts';

interface OpenCall {
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly argument: number;
  readonly start: CounterSnapshot;
}

/**
 * Records what each call of one function costs, from its first instruction to the one it returns to. Calls inside a
 * call of the same function belong to the outer one.
 */
export class CallRecorder {
  readonly calls: CallTrace[] = [];
  readonly #machine: CortexMMachine;
  readonly #symbol: string;
  readonly #entry: number;
  #open: OpenCall | undefined;

  constructor(machine: CortexMMachine, symbol: string, entry: number) {
    this.#machine = machine;
    this.#symbol = symbol;
    this.#entry = entry;
    machine.watch(entry);
  }

  /** Takes notice of a watched address; returns whether it was one of this recorder's. */
  visit(pc: number): boolean {
    if (this.#open === undefined && pc === this.#entry) {
      this.#enter();
      return true;
    }
    if (this.#open?.returnAddress === pc && this.#machine.register(13) >= this.#open.stackPointer) {
      this.#leave(this.#open);
      return true;
    }
    return pc === this.#entry;
  }

  #enter(): void {
    const returnAddress = (this.#machine.register(14) & ~1) >>> 0;
    this.#open = {
      returnAddress,
      stackPointer: this.#machine.register(13),
      argument: this.#machine.register(1),
      start: this.#machine.snapshot(),
    };
    this.#machine.watch(returnAddress);
  }

  #leave({ start, argument, returnAddress }: OpenCall): void {
    const interval = this.#machine.interval(start, this.#machine.snapshot());
    this.calls.push({ ...interval, symbol: this.#symbol, argument });
    this.#machine.unwatch(returnAddress);
    this.#open = undefined;
  }

  /** Forgets what was recorded, for the next round. */
  clear(): void {
    this.calls.length = 0;
  }
}
