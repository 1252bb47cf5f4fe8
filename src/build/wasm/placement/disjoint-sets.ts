/** Sets of the numbers below `count`, each alone at first, that are joined one by one. */
export class DisjointSets {
  readonly #parents: number[];

  constructor(count: number) {
    this.#parents = Array.from({ length: count }, (_, item) => item);
  }

  /** The number that stands for the set that `item` is in. */
  find(item: number): number {
    let at = item;
    while (this.#parents[at] !== at) {
      this.#parents[at] = this.#parents[this.#parents[at]!]!;
      at = this.#parents[at]!;
    }
    return at;
  }

  /** Returns whether they were in different sets. */
  join(a: number, b: number): boolean {
    const [first, second] = [this.find(a), this.find(b)];
    this.#parents[first] = second;
    return first !== second;
  }
}
