import type { ImageSymbol } from '../../image/types.ts';
import { CallWatcher } from '../call-watcher.ts';
import type { Machine } from '../machine.ts';
import type { ArenaUse } from '../types.ts';

/**
 * `Create(uint8_t* buffer, size_t bytes)` of TensorFlow Lite Micro's arena allocator under the names it had since 2019,
 * in some versions with an ErrorReporter in front.
 */
const createFunction =
  /^_ZN6tflite\d+(?:SingleArenaBufferAllocator|SimpleMemoryAllocator)6CreateE(?<reporter>PNS_13ErrorReporterE)?Phj$/;

/** Words of the allocator that are looked at, and how far alignment moves the ends of the buffer. */
const objectWords = 12;
const alignmentBytes = 16;

interface Allocator {
  readonly address: number;
  readonly start: number;
  readonly sizeBytes: number;
}

/**
 * How much of the arena TensorFlow Lite Micro has taken. Its allocator hands out memory from both ends: tensors from the
 * head up, what lives as long as the interpreter from the tail down. `Create` returns the allocator, and in it stand,
 * one behind the other in every version: where the buffer begins and ends, and how far head and tail have got. Used is
 * what lies before the head and behind the tail, as `MicroInterpreter::arena_used_bytes()` counts it.
 */
export class ArenaRecorder {
  readonly #machine: Machine;
  readonly #calls: CallWatcher;
  #allocator: Allocator | undefined;

  /** Undefined for an image without that runtime. */
  static of(machine: Machine, symbols: readonly ImageSymbol[]): ArenaRecorder | undefined {
    const create = symbols.find(({ name, kind }) => kind === 'function' && createFunction.test(name));
    return create && new ArenaRecorder(machine, create);
  }

  private constructor(machine: Machine, { name, address }: ImageSymbol) {
    this.#machine = machine;
    const first = createFunction.exec(name)?.groups?.reporter === undefined ? 0 : 1;
    this.#calls = new CallWatcher(machine, address, (args, result) => {
      this.#allocator = { address: result, start: args[first]!, sizeBytes: args[first + 1]! };
    });
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    this.#calls.visit(pc);
  }

  /** Of the arena made last; undefined where there was none, or where its allocator is not as expected. */
  get use(): ArenaUse | undefined {
    const allocator = this.#allocator;
    const ends = allocator && this.#ends(allocator);
    if (allocator === undefined || ends === undefined) return undefined;
    const [bufferHead, bufferTail, head, tail] = ends;
    const { start, sizeBytes } = allocator;
    return { place: { start, end: start + sizeBytes }, usedBytes: head - bufferHead + (bufferTail - tail) };
  }

  /** Beginning and end of the buffer, head and tail. */
  #ends({ address, start, sizeBytes }: Allocator): [number, number, number, number] | undefined {
    const end = start + sizeBytes;
    if (address < start || address >= end) return undefined;
    const words = Array.from({ length: objectWords }, (_, index) => this.#machine.readWord(address + 4 * index));
    for (let at = 0; at + 3 < objectWords; at++) {
      const [bufferHead, bufferTail, head, tail] = words.slice(at, at + 4) as [number, number, number, number];
      const isBuffer = isNear(bufferHead, start) && isNear(end, bufferTail);
      if (isBuffer && bufferHead <= head && head <= tail && tail <= bufferTail) {
        return [bufferHead, bufferTail, head, tail];
      }
    }
    return undefined;
  }
}

const isNear = (address: number, from: number): boolean => address >= from && address - from < alignmentBytes;
