import type { AddressRange } from '../../bytes/ranges.ts';
import type { Device } from '../../devices/schema.ts';
import { indexSymbols, type SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage } from '../../image/types.ts';
import { assertPeripheral } from '../board/select-uart.ts';
import { describeEndlessLoop, describeTimeOut, SimulationFault } from '../faults.ts';
import type { Machine, SliceEnd } from '../machine.ts';
import type { TraceSink } from '../profile/trace.ts';
import type { CostInterval, Fault, RunTrace } from '../types.ts';
import { Watches } from '../watches.ts';
import { AddressSpace } from './address-space.ts';
import { Board } from './board.ts';
import { AvrCore, avrStop, rowCycles } from './core.ts';
import { type AvrSnapshot, avrIntervalBetween } from './counters.ts';
import type { Place } from './faults.ts';
import { coreConfigOf, dataSpace, ramOf } from './part.ts';
import { faultOfCollision, faultOfStop } from './stops.ts';
import { AvrTracer } from './tracer.ts';
import { type WaitEnd, Waiting } from './waiting.ts';
import { avrWarnings } from './warnings.ts';

/** Where avr-libc's `exit` ends: a loop with interrupts off. */
const exitSymbols = new Set(['_exit', '__stop_program', 'exit', '_Exit']);

/**
 * One AVR part with an image in it, over the WebAssembly module of wasm/avr. Addresses are those of AVR ELF files:
 * flash from 0, data space from 0x800000.
 */
export class AvrMachine implements Machine {
  readonly device: Device;
  readonly #core: AvrCore;
  readonly #board: Board;
  readonly #waiting: Waiting;
  readonly #space: AddressSpace;
  readonly #rowCycles: readonly number[];
  readonly #watches = new Watches();
  #tracer: AvrTracer | undefined;
  #symbols: SymbolIndex | undefined;
  #exitCode: number | undefined;
  /** Thrown when the slice is over: an exception may not pass through WebAssembly. */
  #refusal: Fault | undefined;

  /** @param module compiled from dist/wasm/avr.wasm */
  constructor(module: WebAssembly.Module, device: Device) {
    this.device = device;
    const config = coreConfigOf(device);
    this.#rowCycles = rowCycles(config.timing, config.programBytes > 0x20000);
    this.#board = new Board(
      device,
      () => this.#core,
      (describe) => this.#refuse(describe),
    );
    this.#core = new AvrCore(module, config, this.#board);
    this.#board.mapPeripherals();
    this.#waiting = new Waiting(this.#core, this.#board);
    this.#space = new AddressSpace(this.#core, this.#board.hardware);
  }

  // ---- set-up

  /** Programs the image into flash, EEPROM and fuses and resets the core. */
  load(image: FirmwareImage): void {
    for (const { loadAddress, bytes } of image.segments) this.writeBytes(loadAddress, bytes);
    this.#core.decode();
    this.#symbols = indexSymbols(image);
    const { base, sizeBytes } = ramOf(this.device);
    // SP is RAMEND after reset on every part of the catalogue.
    this.#core.sp = base + sizeBytes - 1;
    this.#core.lowestSp = this.#core.sp;
    this.#core.pc = image.format === 'elf' ? image.entry : 0;
    this.#configureHeap();
    const { hardware } = this.#board;
    if (hardware.flashSections > 1) hardware.selectFlashSection(hardware.flashSections - 1);
  }

  #configureHeap(): void {
    const address = (name: string) => this.#symbols?.byName(name)?.address;
    const heapStart = address('__heap_start') ?? address('_end');
    const endVariable = address('__brkval');
    const inData = (value: number | undefined) => (value === undefined ? 0 : value & 0xffff);
    this.#core.configureHeap(inData(heapStart), inData(endVariable));
  }

  // ---- running

  /** Runs for about that many cycles. Throws a SimulationFault when the firmware faults or can never go on. */
  runFor(cycles: number): SliceEnd {
    const end = this.cycles + cycles;
    if (this.#tracer) return this.#runTraced(this.#tracer, end);
    return this.#goOn(end) ?? this.#runUntil(end);
  }

  /** One instruction after the other, each with a row of the trace. */
  #runTraced(tracer: AvrTracer, end: number): SliceEnd {
    try {
      let after: SliceEnd | undefined = this.#waiting.isAsleep ? this.#wait(this.#waiting.sleep(end)) : undefined;
      while (after === undefined && this.cycles < end) {
        after = tracer.step(() => this.#handle(this.#core.step(), end));
        this.#board.events.runUntil(this.cycles);
        tracer.takeInterrupt();
        if (after === undefined && this.#core.isWatched(this.pc)) after = 'watch';
      }
      return after ?? 'slice';
    } finally {
      tracer.flush();
    }
  }

  trace(sink: TraceSink | undefined): void {
    this.#tracer = sink && new AvrTracer(this.#core, sink);
  }

  /** Out of what the last slice ended in: sleep, or the front of a watched instruction. */
  #goOn(end: number): SliceEnd | undefined {
    if (this.#waiting.isAsleep) return this.#wait(this.#waiting.sleep(end));
    if (!this.#core.isWatched(this.pc)) return undefined;
    this.#board.events.runUntil(this.cycles);
    return this.#handle(this.#core.step());
  }

  #runUntil(end: number): SliceEnd {
    const { events } = this.#board;
    while (this.cycles < end) {
      events.runUntil(this.cycles);
      const after = this.#handle(this.#core.runUntil(Math.min(end, events.next)), end);
      if (after !== undefined) return after;
    }
    // The next slice goes on with the instruction that is next, watched or not.
    return this.#core.isWatched(this.pc) ? 'watch' : 'slice';
  }

  /** Lets everything happen that is due before the next instruction, so that `pc` tells which one it is. */
  settle(): void {
    this.#board.events.runUntil(this.cycles);
    this.#core.takeDueInterrupt();
  }

  /** Executes one instruction. */
  step(): SliceEnd {
    this.#board.events.runUntil(this.cycles);
    if (this.#tracer) return this.#runTraced(this.#tracer, this.cycles + 1);
    return this.#handle(this.#core.step()) ?? 'slice';
  }

  /** Sees to what stopped the core; undefined when it may go on. */
  #handle(reason: number, end = this.cycles): SliceEnd | undefined {
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
    const { device } = this;
    return faultOfStop(reason, address, {
      core: this.#core,
      io: this.#board.io,
      device,
      placeOf: (pc) => this.#place(pc),
    });
  }

  #collided(): SimulationFault {
    const heapStart = (this.addressOf('__heap_start') ?? 0) & 0xffff;
    return new SimulationFault(faultOfCollision(this.#core, heapStart, this.#place(this.pc)));
  }

  #refuse(describe: (place: Place) => Fault): void {
    this.#refusal ??= describe(this.#place(this.#core.currentInstruction));
    this.#core.requestStop();
  }

  #wait(end: WaitEnd): SliceEnd | undefined {
    if (this.#refusal) throw new SimulationFault(this.#refusal);
    if (end === 'never') throw this.#neverEnds();
    return end === 'slice' ? 'slice' : undefined;
  }

  /** A jump to itself: the end of exit(), or a wait for an interrupt. */
  #loop(end: number): SliceEnd | undefined {
    const waited = this.#waiting.loop(end);
    return waited === 'never' && exitSymbols.has(this.symbolAt(this.pc) ?? '') ? this.#exit() : this.#wait(waited);
  }

  #neverEnds(): SimulationFault {
    return new SimulationFault(describeEndlessLoop(this.pc, this.symbolAt(this.pc), this.#board.uarts.starved));
  }

  #place(pc: number): Place {
    return { pc, symbol: this.symbolAt(pc) };
  }

  /** The fault of a run that takes longer than the caller allows. */
  timeOut(): SimulationFault {
    return new SimulationFault(
      describeTimeOut(this.pc, this.symbolAt(this.pc), this.cycles, this.#board.uarts.starved),
    );
  }

  /** Name of the function a flash address is in. */
  symbolAt(address: number): string | undefined {
    return this.#symbols?.functionAt(address)?.name;
  }

  /** Address of a symbol of the image. */
  addressOf(symbol: string): number | undefined {
    return this.#symbols?.byName(symbol)?.address;
  }

  /** What main returned or exit() was given; undefined until then. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** What the firmware sent through its UARTs. */
  get consoleBytes(): Uint8Array {
    return Uint8Array.from(this.#board.printed);
  }

  get consoleText(): string {
    return new TextDecoder().decode(this.consoleBytes);
  }

  onPrint(listener: (byte: number) => void): void {
    this.#board.onPrint(listener);
  }

  get printedBytes(): number {
    return this.#board.printed.length;
  }

  /** Connects one UART only. */
  selectUart(name: string): void {
    assertPeripheral(this.device, name);
    this.#board.uarts.select(name);
  }

  /** Hands bytes to the UART that receives. */
  receive(bytes: Uint8Array): void {
    this.#board.receive(bytes);
  }

  /** Makes the run stop in front of the instruction at a flash address. */
  watch(address: number): void {
    if (this.#watches.add(address)) this.#core.watch(address);
  }

  unwatch(address: number): void {
    if (this.#watches.remove(address)) this.#core.unwatch(address);
  }

  // ---- counters

  get cycles(): number {
    return this.#core.cycles;
  }

  /** Copies the counters, for `interval`. */
  snapshot(): AvrSnapshot {
    return { cycles: this.cycles, rowCounts: this.#core.rowCounts(), ...this.#core.extraCycles() };
  }

  /** What passed between two snapshots. */
  interval(before: AvrSnapshot, after: AvrSnapshot): CostInterval {
    return avrIntervalBetween(before, after, this.#rowCycles);
  }

  measure(): () => CostInterval {
    const start = this.snapshot();
    return () => this.interval(start, this.snapshot());
  }

  /** Flash of these parts has no accelerator. */
  get flashSettings(): undefined {
    return undefined;
  }

  /** Lowest stack pointer since reset, as an address of the ELF file. */
  get lowestSp(): number {
    return dataSpace + this.#core.lowestSp;
  }

  setLowestSp(value: number): void {
    this.#core.lowestSp = value - dataSpace;
  }

  /** Threads and handlers share the one stack pointer. */
  get handlerPeakBytes(): undefined {
    return undefined;
  }

  get processStacks(): readonly AddressRange[] {
    return [];
  }

  /** Bytes of heap in use at most. */
  get heapPeakBytes(): number {
    const start = this.addressOf('__heap_start');
    return start === undefined ? 0 : Math.max(0, this.#core.heapPeak - (start & 0xffff));
  }

  /** The CPU clock the firmware has set. */
  get clockHz(): number {
    return this.#board.hardware.clockHz;
  }

  // ---- state

  get pc(): number {
    return this.#core.pc;
  }

  set pc(address: number) {
    this.#core.pc = address;
  }

  get stackPointer(): number {
    return dataSpace + this.#core.sp;
  }

  /** Where the function whose first instruction is next will return to; undefined on an empty stack. */
  get returnAddress(): number | undefined {
    const { sp, data } = this.#core;
    const bytes = this.#core.config.programBytes > 0x20000 ? 3 : 2;
    const { base, sizeBytes } = ramOf(this.device);
    if (sp + bytes >= base + sizeBytes) return undefined;
    let word = 0;
    for (let index = 1; index <= bytes; index++) word = word * 256 + data[sp + index]!;
    return word * 2;
  }

  /** r0 to r31. */
  register(number: number): number {
    return this.#core.registers[number]!;
  }

  /** A 16-bit argument of the function that is entered: 0 in r24, 1 in r22, ... (avr-gcc calling convention). */
  argument(index: number): number {
    const low = 24 - 2 * index;
    return this.register(low) | (this.register(low + 1) << 8);
  }

  // ---- memory, without costs

  /** Copies bytes of flash (below 0x800000), data space, EEPROM or fuses. */
  readBytes(address: number, length: number): Uint8Array {
    return this.#space.view(address, length).slice();
  }

  writeBytes(address: number, bytes: Uint8Array): void {
    this.#space.view(address, bytes.length).set(bytes);
  }

  /** 16 bits, little-endian. */
  readHalf(address: number): number {
    return this.#space.half(address);
  }

  readWord(address: number): number {
    return this.readHalf(address) + this.readHalf(address + 2) * 0x10000;
  }

  // ---- what is worth telling

  get warnings(): RunTrace['warnings'] {
    return avrWarnings({
      ignoredWrites: this.#board.io.ignoredWrites,
      unmodelledModes: this.#board.unmodelledModes,
      describe: (address) => this.#board.io.describe(address),
      symbolAt: (pc) => this.symbolAt(pc),
      clockHz: this.clockHz,
      deviceClockHz: this.device.clockHz,
      printedWithoutStdout: this.#printedWithoutStdout(),
    });
  }

  /** `__iob[1]` is stdout in avr-libc; every printf ends up in `vfprintf`. */
  #printedWithoutStdout(): boolean {
    const streams = this.addressOf('__iob');
    const print = this.addressOf('vfprintf');
    if (streams === undefined || print === undefined) return false;
    return this.readHalf(streams + 2) === 0 && this.#core.executionsAt(print) > 0;
  }
}
