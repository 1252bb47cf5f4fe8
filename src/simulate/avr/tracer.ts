import { avrRows } from '../../../wasm/avr/isa/index.ts';
import { avrTiming } from '../../../wasm/avr/timing/cycles.ts';
import { leftBy, rowWord, rowWords, type TraceSink } from '../profile/trace.ts';
import { cycleCauses } from '../types.ts';
import type { AvrCore } from './core.ts';
import { dataSpace } from './part.ts';

const causeIndex = Object.fromEntries(cycleCauses.map((cause, index) => [cause, index])) as Record<
  (typeof cycleCauses)[number],
  number
>;
const rowLimit = 1024;

/** Opcodes of the AVR instruction set manual: CALL, RCALL, ICALL and EICALL; RETI. */
const isCall = (word: number): boolean =>
  (word & 0xfe0e) === 0x940e || word >>> 12 === 0xd || word === 0x9509 || word === 0x9519;
const isLongCall = (word: number): boolean => (word & 0xfe0e) === 0x940e;
const interruptReturn = 0x9518;

/** A moment of the core that what passes after it is told from. */
interface Moment {
  readonly cycles: number;
  readonly flashData: number;
  readonly waited: number;
}

/** Makes a row of the trace of each instruction that an AVR core executes. */
export class AvrTracer {
  readonly #core: AvrCore;
  readonly #sink: TraceSink;
  readonly #rows = new Uint32Array(rowLimit * rowWords);
  #count = 0;
  #last: Moment;

  constructor(core: AvrCore, sink: TraceSink) {
    this.#core = core;
    this.#sink = sink;
    this.#last = this.#now();
  }

  #now(): Moment {
    const { flashData, exceptions, idle } = this.#core.extraCycles();
    return { cycles: this.#core.cycles, flashData, waited: exceptions + idle };
  }

  /** Takes an interrupt that is due. */
  takeInterrupt(): void {
    const { pc, sp } = this.#core;
    this.#core.takeDueInterrupt();
    if (this.#core.pc !== pc) this.#add(leftBy.entry, pc, sp, -1);
  }

  /** Has `execute` execute one instruction. */
  step<Result>(execute: () => Result): Result {
    this.takeInterrupt();
    const { pc, sp } = this.#core;
    const result = execute();
    this.#add(this.#howLeft(this.#wordAt(pc)), pc, sp, pc);
    return result;
  }

  #wordAt(pc: number): number {
    const { program } = this.#core;
    return program[pc]! | (program[pc + 1]! << 8);
  }

  #howLeft(word: number): number {
    if (word === interruptReturn) return leftBy.return;
    return isCall(word) ? leftBy.call : leftBy.jump;
  }

  /** @param executed address of the instruction; -1 where none was */
  #add(how: number, from: number, stackBefore: number, executed: number): void {
    const at = this.#count * rowWords;
    const rows = this.#rows;
    rows.fill(0, at, at + rowWords);
    rows[at + rowWord.how] = how;
    rows[at + rowWord.target] = this.#core.pc;
    rows[at + rowWord.from] = from;
    rows[at + rowWord.stackPointer] = dataSpace + this.#core.sp;
    rows[at + rowWord.returnAddress] = from + (isLongCall(this.#wordAt(from)) ? 4 : 2);
    rows[at + rowWord.lowestStackPointer] = dataSpace + this.#core.lowestSp;
    rows[at + rowWord.stackBefore] = dataSpace + stackBefore;
    this.#charge(at + rowWord.firstCause, executed);
    this.#count++;
    if (this.#count === rowLimit) this.flush();
  }

  /** As counters.ts does: what nothing else explains was for taken branches and skips. */
  #charge(first: number, executed: number): void {
    const now = this.#now();
    const rows = this.#rows;
    let left = now.cycles - this.#last.cycles;
    const charge = (cause: number, cycles: number): void => {
      rows[first + cause]! += cycles;
      left -= cycles;
    };
    charge(causeIndex.flashData, now.flashData - this.#last.flashData);
    charge(causeIndex.exceptions, now.waited - this.#last.waited);
    if (executed >= 0) {
      const { timing } = avrRows[this.#core.rowAt(executed)]!;
      charge(causeIndex.issue, 1);
      charge(causeIndex[avrTiming[timing as keyof typeof avrTiming].cause], this.#core.staticCyclesAt(executed) - 1);
    }
    charge(causeIndex.branchRefill, left);
    this.#last = now;
  }

  /** Hands over the rows there are. */
  flush(): void {
    if (this.#count > 0) this.#sink(this.#rows, this.#count);
    this.#count = 0;
  }
}
