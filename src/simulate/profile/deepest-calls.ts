import type { SymbolIndex } from '../../image/symbols.ts';
import { CallTree } from './call-tree.ts';
import { leftBy, rowWord, rowWords } from './trace.ts';

/** Which functions had been called when a stack was deepest. */
export class DeepestCalls {
  readonly #tree: CallTree;
  readonly #stackPointerAt: (rows: Uint32Array, at: number) => number;
  #lowest: number;
  #calls: readonly string[] = [];

  /**
   * @param address of the instruction with which the trace begins
   * @param limit stack pointers that are not below it are of no interest
   * @param isMain of the main stack, which is the one after reset
   */
  constructor(symbols: SymbolIndex, address: number, { limit, isMain }: { limit: number; isMain: boolean }) {
    this.#tree = new CallTree(symbols, address);
    this.#lowest = limit;
    // Another stack is near its limit; elsewhere the pointer is that of a stack of its own.
    const isNear = (sp: number): boolean => sp < limit && limit - sp < nearBytes;
    this.#stackPointerAt = isMain
      ? (rows, at) => rows[at + rowWord.lowestStackPointer]!
      : (rows, at) => (isNear(rows[at + rowWord.stackPointer]!) ? rows[at + rowWord.stackPointer]! : limit);
  }

  /** From the outermost function to the one that was being executed. */
  get calls(): readonly string[] {
    return this.#calls;
  }

  add(rows: Uint32Array, count: number): void {
    for (let at = 0; at < count * rowWords; at += rowWords) {
      const stackPointer = this.#stackPointerAt(rows, at);
      const isDeeper = stackPointer < this.#lowest;
      const isEntry = rows[at + rowWord.how] === leftBy.entry;
      // What is stacked for a handler is the handler's.
      if (isDeeper && !isEntry) this.#take(stackPointer);
      this.#tree.addRow(rows, at);
      if (isDeeper && isEntry) this.#take(stackPointer);
    }
  }

  #take(stackPointer: number): void {
    this.#lowest = stackPointer;
    this.#calls = this.#tree.calls.map(({ name }) => name);
  }
}

const nearBytes = 0x10000;
