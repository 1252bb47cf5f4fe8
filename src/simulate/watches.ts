/** How often each address is watched: what one part of the program no longer needs another may still wait for. */
export class Watches {
  readonly #counts = new Map<number, number>();

  has(address: number): boolean {
    return this.#counts.has(address);
  }

  /** Returns whether this is the first to watch it. */
  add(address: number): boolean {
    const before = this.#counts.get(address) ?? 0;
    this.#counts.set(address, before + 1);
    return before === 0;
  }

  /** Returns whether nobody watches it any more. One that nobody watches stays so. */
  remove(address: number): boolean {
    const before = this.#counts.get(address) ?? 0;
    if (before > 1) this.#counts.set(address, before - 1);
    else this.#counts.delete(address);
    return before === 1;
  }
}
