import type { SymbolIndex } from '../../image/symbols.ts';
import { cycleCauses } from '../types.ts';
import { type CalledFunction, FunctionFinder } from './functions.ts';
import { leftBy, rowWord, rowWords } from './trace.ts';

/** A function as called by way of one chain of functions. */
export interface CallNode {
  readonly function: CalledFunction;
  readonly children: Map<CalledFunction, CallNode>;
  /** Cycles of its own instructions by cause, in the order of `cycleCauses`. */
  readonly ownCycles: Float64Array;
  calls: number;
}

/** A call that has not returned. */
interface Frame {
  readonly parent: CallNode;
  node: CallNode;
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly isHandler: boolean;
}

const nobody: CalledFunction = { name: '', address: -1, endAddress: -1 };

const newNode = (called: CalledFunction): CallNode => ({
  function: called,
  children: new Map(),
  ownCycles: new Float64Array(cycleCauses.length),
  calls: 0,
});

/**
 * Who called whom, and what it cost, from the rows of a trace. A call ends where it returns to, when the stack is back
 * at its place; a jump into another function takes the place of the one it comes from; longjmp ends every call that was
 * deeper in the stack. The handler of an interrupt is called by what it interrupts.
 */
export class CallTree {
  /** Above the outermost functions: the one that was being executed when the trace began, and other tasks of an RTOS. */
  readonly root = newNode(nobody);
  readonly #functions: FunctionFinder;
  #frames: Frame[] = [];
  #node: CallNode;
  /** Stacks of calls that an RTOS has put aside, by where they go on. */
  readonly #parked = new Map<string, Frame[]>();

  /** @param address of the instruction with which the trace begins */
  constructor(symbols: SymbolIndex, address: number) {
    this.#functions = new FunctionFinder(symbols);
    this.#node = this.#enter(this.root, this.#functions.called(address));
  }

  /** The functions that have been called and have not returned, the outermost first. */
  get calls(): CalledFunction[] {
    return [...this.#frames.map(({ parent }) => parent), this.#node]
      .map((node) => node.function)
      .filter((called) => called !== nobody);
  }

  add(rows: Uint32Array, count: number): void {
    for (let at = 0; at < count * rowWords; at += rowWords) this.addRow(rows, at);
  }

  /** Takes the row that begins with word `at`. */
  addRow(rows: Uint32Array, at: number): void {
    const from = rows[at + rowWord.from]!;
    // One function may run on into the next.
    if (!isIn(this.#node.function, from)) this.#replace(this.#functions.reached(from, this.#node.function));
    const { ownCycles } = this.#node;
    for (let cause = 0; cause < ownCycles.length; cause++) {
      // With a sign: a cycle can be taken back.
      ownCycles[cause]! += rows[at + rowWord.firstCause + cause]! | 0;
    }
    const target = rows[at + rowWord.target]!;
    const stackPointer = rows[at + rowWord.stackPointer]!;
    switch (rows[at + rowWord.how]) {
      case leftBy.call:
        this.#call(target, rows[at + rowWord.returnAddress]! & ~1, stackPointer, false);
        break;
      case leftBy.entry:
        this.#call(target, rows[at + rowWord.from]!, rows[at + rowWord.stackBefore]!, true);
        break;
      case leftBy.return:
        this.#returnFromHandler(target, stackPointer);
        break;
      case leftBy.chain:
        this.#chain(target);
        break;
      default:
        this.#jump(target, stackPointer);
    }
  }

  #enter(parent: CallNode, called: CalledFunction): CallNode {
    let node = parent.children.get(called);
    if (node === undefined) {
      node = newNode(called);
      parent.children.set(called, node);
    }
    node.calls++;
    return node;
  }

  #call(target: number, returnAddress: number, stackPointer: number, isHandler: boolean): void {
    const parent = this.#node;
    this.#node = this.#enter(parent, this.#functions.called(target));
    this.#frames.push({ parent, node: this.#node, returnAddress, stackPointer, isHandler });
  }

  #jump(target: number, stackPointer: number): void {
    const top = this.#frames.at(-1);
    if (top !== undefined && !top.isHandler && stackPointer >= top.stackPointer) {
      if (top.returnAddress === target) {
        this.#pop();
        return;
      }
      if (stackPointer > top.stackPointer) this.#unwind(stackPointer);
    }
    if (isIn(this.#node.function, target)) return;
    if (this.#goesBackTo(target, stackPointer)) this.#pop();
    else this.#replace(this.#functions.reached(target, this.#node.function));
  }

  /** Into the middle of the caller, with the stack as it was there: longjmp, or a return by other means. */
  #goesBackTo(target: number, stackPointer: number): boolean {
    const top = this.#frames.at(-1);
    if (top === undefined || top.isHandler || stackPointer < top.stackPointer) return false;
    return isIn(top.parent.function, target) && target !== top.parent.function.address;
  }

  /** What runs now takes the place of what called it last. */
  #replace(called: CalledFunction): void {
    if (called === this.#node.function) return;
    const frame = this.#frames.at(-1);
    this.#node = this.#enter(frame?.parent ?? this.root, called);
    if (frame !== undefined) frame.node = this.#node;
  }

  #pop(): Frame | undefined {
    const frame = this.#frames.pop();
    this.#node = frame?.parent ?? this.root;
    return frame;
  }

  #unwind(stackPointer: number): void {
    for (let top = this.#frames.at(-1); top !== undefined; top = this.#frames.at(-1)) {
      if (top.isHandler || top.stackPointer >= stackPointer) return;
      this.#pop();
    }
  }

  #popHandler(): Frame | undefined {
    let frame = this.#pop();
    while (frame !== undefined && !frame.isHandler) frame = this.#pop();
    return frame;
  }

  #chain(target: number): void {
    const frame = this.#popHandler();
    if (frame !== undefined) this.#call(target, frame.returnAddress, frame.stackPointer, true);
    else this.#replace(this.#functions.called(target));
  }

  #returnFromHandler(target: number, stackPointer: number): void {
    const frame = this.#popHandler();
    if (frame?.returnAddress === target && frame.stackPointer === stackPointer) return;
    this.#switchTask(frame, target, stackPointer);
  }

  /** The handler has put another stack in place of that which it interrupted. */
  #switchTask(frame: Frame | undefined, target: number, stackPointer: number): void {
    if (frame !== undefined) {
      const last = { ...frame, node: this.#node };
      this.#parked.set(placeOf(frame.returnAddress, frame.stackPointer), [...this.#frames, last]);
    }
    const place = placeOf(target, stackPointer);
    const parked = this.#parked.get(place);
    this.#parked.delete(place);
    const top = parked?.at(-1);
    this.#frames = parked?.slice(0, -1) ?? [];
    this.#node = top?.node ?? this.#enter(this.root, this.#functions.called(target));
  }
}

const isIn = ({ address, endAddress }: CalledFunction, at: number): boolean => at >= address && at < endAddress;

const placeOf = (address: number, stackPointer: number): string => `${address}:${stackPointer}`;
