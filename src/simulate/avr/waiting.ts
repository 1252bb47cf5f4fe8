import type { Board } from './board.ts';
import type { AvrCore } from './core.ts';

const interruptFlag = 0x80;
const loopCycles = 2;

/** How waiting came out: an interrupt goes on, the slice is over first, or nothing will ever go on. */
export type WaitEnd = 'wakes' | 'slice' | 'never';

/** Moves time forward while the core does nothing but wait for an interrupt. */
export class Waiting {
  /** Whether the slice ended while the core was asleep: the next one sleeps on. */
  isAsleep = false;
  readonly #core: AvrCore;
  readonly #board: Board;

  constructor(core: AvrCore, board: Board) {
    this.#core = core;
    this.#board = board;
  }

  /** SLEEP was executed: on to the next event, and the next, until one interrupts. Where sleep is off it does nothing. */
  sleep(end: number): WaitEnd {
    this.isAsleep = false;
    if (!this.#board.hardware.sleepEnabled) return 'wakes';
    while (!this.#board.interrupts.isPending) {
      if (!this.#canWake()) return 'never';
      this.#core.fastForward(Math.max(0, Math.min(end, this.#board.events.next) - this.#core.cycles));
      this.#board.events.runUntil(this.#core.cycles);
      this.isAsleep = this.#core.cycles >= end;
      if (this.isAsleep) return 'slice';
    }
    return 'wakes';
  }

  /** A jump to itself was executed: whole rounds of it, up to the next event. */
  loop(end: number): WaitEnd {
    if ((this.#core.sreg & interruptFlag) === 0) return 'never';
    if (this.#board.interrupts.isPending) return 'wakes';
    if (!this.#canWake()) return 'never';
    const cycles = Math.min(end, this.#board.events.next) - this.#core.cycles;
    this.#core.repeat(this.#core.pc, Math.max(0, Math.ceil(cycles / loopCycles)));
    return 'wakes';
  }

  #canWake(): boolean {
    return (this.#core.sreg & interruptFlag) !== 0 && this.#board.events.next !== Number.POSITIVE_INFINITY;
  }
}
