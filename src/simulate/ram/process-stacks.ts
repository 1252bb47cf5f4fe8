import type { AddressRange } from '../../bytes/ranges.ts';

/** What the core says instead of a lowest stack pointer when there was none since. */
const none = 0xffff_ffff;

interface Stack {
  lowest: number;
  top: number;
}

/**
 * The stacks that the process stack pointer was set to. One that it is set to a second time is known by the addresses
 * it had; its top is where the first return to it left the pointer.
 */
export class ProcessStacks {
  readonly #stacks: Stack[] = [];
  #current: Stack | undefined;

  /**
   * The pointer was set to `sp`.
   *
   * @param lowest what it had come down to on the stack before; all ones: it goes on with the stack it was set to
   */
  select(sp: number, lowest: number): void {
    if (lowest === none && this.#current !== undefined) {
      this.#current.top = Math.max(this.#current.top, sp);
      return;
    }
    if (this.#current !== undefined) this.#current.lowest = Math.min(this.#current.lowest, lowest);
    this.#current = this.#stacks.find((stack) => sp >= stack.lowest && sp <= stack.top);
    if (this.#current !== undefined) return;
    this.#current = { lowest: sp, top: sp };
    this.#stacks.push(this.#current);
  }

  /** The addresses that each stack had in use at most, in the order of first use; `lowest` is that of the current one. */
  used(lowest: number): AddressRange[] {
    return this.#stacks.map((stack) => ({
      start: stack === this.#current ? Math.min(stack.lowest, lowest) : stack.lowest,
      end: stack.top,
    }));
  }
}
