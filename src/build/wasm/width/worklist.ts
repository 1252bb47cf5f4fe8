/** Numbers that are to be looked at, each once until it is added again: what a fixpoint is found with. */
export class Worklist {
  readonly #queue: number[];
  readonly #isWaiting: Uint8Array;

  /** All numbers of a list, in its order. */
  constructor(numbers: Iterable<number>) {
    this.#queue = [...numbers];
    this.#isWaiting = new Uint8Array(this.#queue.length).fill(1);
  }

  add(number: number): void {
    if (this.#isWaiting[number] === 1) return;
    this.#isWaiting[number] = 1;
    this.#queue.push(number);
  }

  /** Those that wait, and those that are added meanwhile. */
  *[Symbol.iterator](): Generator<number> {
    for (const number of this.#queue) {
      this.#isWaiting[number] = 0;
      yield number;
    }
  }
}
