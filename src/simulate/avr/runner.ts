import type { Device } from '../../devices/schema.ts';
import { describeEndlessLoop, describeTimeOut, SimulationFault } from '../faults.ts';
import type { SliceEnd } from '../machine.ts';
import type { TraceSink } from '../profile/trace.ts';
import type { Fault } from '../types.ts';
import type { Board } from './board.ts';
import { type AvrCore, avrStop } from './core.ts';
import type { Place } from './faults.ts';
import { faultOfCollision, faultOfStop } from './stops.ts';
import { AvrTracer } from './tracer.ts';
import { type WaitEnd, Waiting } from './waiting.ts';

/** Where avr-libc's `exit` ends: a loop with interrupts off. */
const exitSymbols = new Set(['_exit', '__stop_program', 'exit', '_Exit']);

/** What runs, and on what: for the words of a fault. */
interface Program {
  readonly device: Device;
  symbolAt(address: number): string | undefined;
  addressOf(symbol: string): number | undefined;
}

/** Runs the core in slices, and sees to what it stops for: events, sleep, loops without end, faults, `exit`. */
export class AvrRunner {
  readonly #core: AvrCore;
  readonly #board: Board;
  readonly #program: Program;
  readonly #waiting: Waiting;
  #tracer: AvrTracer | undefined;
  /** Thrown when the slice is over: an exception may not pass through WebAssembly. */
  #refusal: Fault | undefined;
  #exitCode: number | undefined;

  constructor(core: AvrCore, board: Board, program: Program) {
    this.#core = core;
    this.#board = board;
    this.#program = program;
    this.#waiting = new Waiting(core, board);
  }

  /** What main returned or exit() was given; undefined until then. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Runs for about that many cycles. Throws a SimulationFault when the firmware faults or can never go on. */
  runFor(cycles: number): SliceEnd {
    const end = this.#core.cycles + cycles;
    if (this.#tracer) return this.#runTraced(this.#tracer, end);
    return this.#goOn(end) ?? this.#runUntil(end);
  }

  /** Executes one instruction. */
  step(): SliceEnd {
    this.#board.events.runUntil(this.#core.cycles);
    if (this.#tracer) return this.#runTraced(this.#tracer, this.#core.cycles + 1);
    return this.#handle(this.#core.step()) ?? 'slice';
  }

  /** Hands every executed instruction to a sink from now on; undefined ends that. */
  trace(sink: TraceSink | undefined): void {
    this.#tracer = sink && new AvrTracer(this.#core, sink);
  }

  /** Ends the slice with a fault that the host has found: in a peripheral, while the core executes. */
  refuse(describe: (place: Place) => Fault): void {
    this.#refusal ??= describe(this.#place(this.#core.currentInstruction));
    this.#core.requestStop();
  }

  /** The fault of a run that takes longer than the caller allows. */
  timeOut(): SimulationFault {
    return new SimulationFault(
      describeTimeOut(
        this.#core.pc,
        this.#program.symbolAt(this.#core.pc),
        this.#core.cycles,
        this.#board.uarts.starved,
      ),
    );
  }

  /** One instruction after the other, each with a row of the trace. */
  #runTraced(tracer: AvrTracer, end: number): SliceEnd {
    try {
      let after: SliceEnd | undefined = this.#waiting.isAsleep ? this.#wait(this.#waiting.sleep(end)) : undefined;
      while (after === undefined && this.#core.cycles < end) {
        after = tracer.step(() => this.#handle(this.#core.step(), end));
        this.#board.events.runUntil(this.#core.cycles);
        tracer.takeInterrupt();
        if (after === undefined && this.#core.isWatched(this.#core.pc)) after = 'watch';
      }
      return after ?? 'slice';
    } finally {
      tracer.flush();
    }
  }

  /** Out of what the last slice ended in: sleep, or the front of a watched instruction. */
  #goOn(end: number): SliceEnd | undefined {
    if (this.#waiting.isAsleep) return this.#wait(this.#waiting.sleep(end));
    if (!this.#core.isWatched(this.#core.pc)) return undefined;
    this.#board.events.runUntil(this.#core.cycles);
    return this.#handle(this.#core.step());
  }

  #runUntil(end: number): SliceEnd {
    const { events } = this.#board;
    while (this.#core.cycles < end) {
      events.runUntil(this.#core.cycles);
      const after = this.#handle(this.#core.runUntil(Math.min(end, events.next)), end);
      if (after !== undefined) return after;
    }
    // The next slice goes on with the instruction that is next, watched or not.
    return this.#core.isWatched(this.#core.pc) ? 'watch' : 'slice';
  }

  /** Sees to what stopped the core; undefined when it may go on. */
  #handle(reason: number, end = this.#core.cycles): SliceEnd | undefined {
    const address = this.#core.stopAddress;
    this.#core.clearStop();
    if (this.#refusal) throw new SimulationFault(this.#refusal);
    if (this.#core.hasStackCollided && reason !== avrStop.deadline && reason !== avrStop.host) throw this.#collided();
    switch (reason) {
      case avrStop.deadline:
      case avrStop.host:
        return undefined;
      case avrStop.watch:
        return 'watch';
      case avrStop.break:
        return 'exit';
      case avrStop.sleep:
        return this.#wait(this.#waiting.sleep(end));
      case avrStop.loop:
        return this.#loop(end);
      default:
        throw new SimulationFault(this.#describe(reason, address));
    }
  }

  /** The loop at the end of exit(), which was given its argument in r24 and r25. */
  #exit(): SliceEnd {
    const { registers } = this.#core;
    this.#exitCode = (((registers[25]! << 8) | registers[24]!) << 16) >> 16;
    return 'exit';
  }

  #describe(reason: number, address: number): Fault {
    const { device } = this.#program;
    return faultOfStop(reason, address, {
      core: this.#core,
      io: this.#board.io,
      device,
      placeOf: (pc) => this.#place(pc),
    });
  }

  #collided(): SimulationFault {
    const heapStart = (this.#program.addressOf('__heap_start') ?? 0) & 0xffff;
    return new SimulationFault(faultOfCollision(this.#core, heapStart, this.#place(this.#core.pc)));
  }

  #wait(end: WaitEnd): SliceEnd | undefined {
    if (this.#refusal) throw new SimulationFault(this.#refusal);
    if (end === 'never') throw this.#neverEnds();
    return end === 'slice' ? 'slice' : undefined;
  }

  /** A jump to itself: the end of exit(), or a wait for an interrupt. */
  #loop(end: number): SliceEnd | undefined {
    const waited = this.#waiting.loop(end);
    return waited === 'never' && exitSymbols.has(this.#program.symbolAt(this.#core.pc) ?? '')
      ? this.#exit()
      : this.#wait(waited);
  }

  #neverEnds(): SimulationFault {
    return new SimulationFault(
      describeEndlessLoop(this.#core.pc, this.#program.symbolAt(this.#core.pc), this.#board.uarts.starved),
    );
  }

  #place(pc: number): Place {
    return { pc, symbol: this.#program.symbolAt(pc) };
  }
}
