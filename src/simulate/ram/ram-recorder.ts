import type { AddressRange } from '../../bytes/ranges.ts';
import type { Device } from '../../devices/schema.ts';
import type { SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage, ImageSymbol } from '../../image/types.ts';
import type { Machine } from '../machine.ts';
import type { ArenaUse, StackUse } from '../types.ts';
import { ArenaRecorder } from './arena-recorder.ts';
import { breakFunctionOf } from './break-function.ts';
import { HeapRecorder } from './heap-recorder.ts';
import { type Overflow, StackCollision } from './stack-collision.ts';
import { stackLimit } from './stack-limit.ts';

/** The RAM that a run uses beyond what is placed at link time: stacks and heap, and whether they run into each other. */
export class RamRecorder {
  readonly #machine: Machine;
  readonly #symbols: SymbolIndex;
  readonly #top: number;
  readonly #heap: HeapRecorder | undefined;
  readonly #arena: ArenaRecorder | undefined;
  /** Of what was placed at link time; undefined where the core sees to collisions itself, or nothing tells. */
  readonly #staticLimit: number | undefined;
  /** Lowest main stack pointer before the heap grew last: it may have been where the heap is now. */
  #lowestBefore = Number.POSITIVE_INFINITY;

  constructor(machine: Machine, device: Device, image: FirmwareImage, symbols: SymbolIndex) {
    this.#machine = machine;
    this.#symbols = symbols;
    this.#top = machine.stackPointer;
    const isFollowed = machine.heapPeakBytes === undefined;
    const breakFunction = isFollowed ? breakFunctionOf(image.symbols) : undefined;
    this.#heap = breakFunction && new HeapRecorder(machine, breakFunction);
    this.#arena = ArenaRecorder.of(machine, image.symbols);
    this.#staticLimit = isFollowed ? stackLimit(image, symbols, device, this.#top) : undefined;
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    this.#arena?.visit(pc);
    const endBefore = this.#heap?.end;
    this.#heap?.visit(pc);
    if (this.#heap?.end === endBefore) return;
    // How deep the stack was is to be held against the heap there was at that time.
    this.#checkMain(endBefore);
    this.#lowestBefore = Math.min(this.#lowestBefore, this.#machine.lowestSp);
    this.#machine.setLowestSp(this.#machine.stackPointer);
    this.#checkMain(this.#heap?.end);
  }

  /** @throws StackCollision when a stack has run into what lies below it */
  check(): void {
    this.#checkMain(this.#heap?.end);
    for (const { start, end } of this.#machine.processStacks) this.#checkProcess(start, end);
  }

  #checkMain(heapEnd: number | undefined): void {
    const heapStart = this.#heap?.peak?.start ?? 0;
    const limits = [this.#staticLimit, heapStart < this.#top ? heapEnd : undefined].filter((at) => at !== undefined);
    const limit = Math.max(...limits);
    const lowest = this.#machine.lowestSp;
    if (lowest >= limit || limits.length === 0) return;
    const into = limit === heapEnd ? 'the heap' : (this.#symbols.objectAt(limit - 1)?.name ?? 'static data');
    throw this.#collision({ stack: 'main', lowest, limit, into });
  }

  #checkProcess(lowest: number, top: number): void {
    const own = this.#ownObject(top);
    if (own === undefined || lowest >= own.address) return;
    const into = this.#symbols.objectAt(own.address - 1)?.name ?? 'what lies below it';
    throw this.#collision({ stack: own.name, lowest, limit: own.address, into });
  }

  #collision(overflow: Overflow): StackCollision {
    const { pc } = this.#machine;
    return new StackCollision(overflow, { pc, symbol: this.#symbols.functionAt(pc)?.name });
  }

  /** The variable that a process stack is in, unless others are in it, too: an RTOS's heap. */
  #ownObject(top: number): ImageSymbol | undefined {
    const object = this.#symbols.objectAt(top - 1);
    const inIt = this.#machine.processStacks.filter(({ end }) => this.#symbols.objectAt(end - 1) === object);
    return inIt.length === 1 ? object : undefined;
  }

  /** Where the heap was; undefined where nothing was allocated or the core itself counts. */
  get heap(): AddressRange | undefined {
    return this.#heap?.peak;
  }

  /** The tensor arena of TensorFlow Lite Micro. */
  get arena(): ArenaUse | undefined {
    return this.#arena?.use;
  }

  /** Bytes of heap in use at most. */
  get heapPeakBytes(): number {
    const { heap } = this;
    return heap === undefined ? (this.#machine.heapPeakBytes ?? 0) : heap.end - heap.start;
  }

  /** The main stack, and those of an RTOS's tasks. */
  get stacks(): StackUse[] {
    const lowest = Math.min(this.#lowestBefore, this.#machine.lowestSp);
    const processes = this.#machine.processStacks.map((used, index) => {
      const own = this.#ownObject(used.end);
      return { name: own?.name ?? `process ${index + 1}`, used, reservedBytes: own?.sizeBytes };
    });
    return [{ name: 'main', used: { start: lowest, end: this.#top }, reservedBytes: undefined }, ...processes];
  }
}
