import type { Machine } from './machine.ts';

interface OpenCall {
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly arguments: readonly number[];
}

/** Tells of each call of one function, when it returns: its first arguments and its result. */
export class CallWatcher {
  readonly #machine: Machine;
  readonly #entry: number;
  readonly #onReturn: (args: readonly number[], result: number) => void;
  readonly #open: OpenCall[] = [];

  constructor(machine: Machine, entry: number, onReturn: (args: readonly number[], result: number) => void) {
    this.#machine = machine;
    this.#entry = entry;
    this.#onReturn = onReturn;
    machine.watch(entry);
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    this.#leave(pc);
    if (pc === this.#entry) this.#enter();
  }

  #enter(): void {
    const { returnAddress, stackPointer } = this.#machine;
    if (returnAddress === undefined) return;
    const args = [0, 1, 2].map((index) => this.#machine.argument(index));
    this.#open.push({ returnAddress, stackPointer, arguments: args });
    this.#machine.watch(returnAddress);
  }

  #leave(pc: number): void {
    const call = this.#open.at(-1);
    if (call === undefined || call.returnAddress !== pc || this.#machine.stackPointer < call.stackPointer) return;
    this.#open.pop();
    this.#machine.unwatch(pc);
    // A result is where the first argument was (AAPCS, section 6.5).
    this.#onReturn(call.arguments, this.#machine.argument(0));
  }
}
