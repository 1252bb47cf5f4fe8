import { formatAddress } from '../../bytes/address.ts';
import type { SymbolIndex } from '../../image/symbols.ts';

/** A function that was executed. */
export interface CalledFunction {
  /** Its linker name, or its address where the image has no symbol for it. */
  readonly name: string;
  readonly address: number;
  /** Behind its last instruction, as far as it is known. */
  readonly endAddress: number;
}

/** Finds functions by the addresses that execution comes to; each is one object for all its addresses. */
export class FunctionFinder {
  readonly #symbols: SymbolIndex;
  readonly #byTarget = new Map<number, CalledFunction>();
  readonly #byStart = new Map<number, CalledFunction>();

  constructor(symbols: SymbolIndex) {
    this.#symbols = symbols;
  }

  /** The function a call goes to; without a symbol it begins there. */
  called(target: number): CalledFunction {
    let found = this.#byTarget.get(target);
    if (found === undefined) {
      found = this.#named(target) ?? this.#at(target, formatAddress(target), target);
      this.#byTarget.set(target, found);
    }
    return found;
  }

  /** The function a jump goes to; without symbols nothing tells where the one ends that it comes from. */
  reached(target: number, from: CalledFunction): CalledFunction {
    const named = this.#named(target);
    return named ?? (from.address === from.endAddress ? from : this.called(target));
  }

  #named(target: number): CalledFunction | undefined {
    const symbol = this.#symbols.functionAt(target);
    return symbol && this.#at(symbol.address, symbol.name, symbol.address + symbol.sizeBytes);
  }

  #at(address: number, name: string, endAddress: number): CalledFunction {
    let found = this.#byStart.get(address);
    if (found === undefined) {
      found = { name, address, endAddress };
      this.#byStart.set(address, found);
    }
    return found;
  }
}
