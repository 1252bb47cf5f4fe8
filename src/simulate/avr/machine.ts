import type { AddressRange } from '../../bytes/ranges.ts';
import type { Device } from '../../devices/schema.ts';
import { indexSymbols, type SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage } from '../../image/types.ts';
import { assertPeripheral } from '../board/select-uart.ts';
import type { SimulationFault } from '../faults.ts';
import type { Machine, SliceEnd } from '../machine.ts';
import type { TraceSink } from '../profile/trace.ts';
import type { CostInterval, RunTrace } from '../types.ts';
import { Watches } from '../watches.ts';
import { AddressSpace } from './address-space.ts';
import { Board } from './board.ts';
import { AvrCore, rowCycles } from './core.ts';
import { type AvrSnapshot, avrIntervalBetween } from './counters.ts';
import { coreConfigOf, dataSpace, ramOf } from './part.ts';
import { AvrRunner } from './runner.ts';
import { avrWarnings } from './warnings.ts';

/**
 * One AVR part with an image in it, over the WebAssembly module of wasm/avr. Addresses are those of AVR ELF files:
 * flash from 0, data space from 0x800000.
 */
export class AvrMachine implements Machine {
  readonly device: Device;
  readonly #core: AvrCore;
  readonly #board: Board;
  readonly #runner: AvrRunner;
  readonly #space: AddressSpace;
  readonly #rowCycles: readonly number[];
  readonly #watches = new Watches();
  #symbols: SymbolIndex | undefined;

  /** @param module compiled from dist/wasm/avr.wasm */
  constructor(module: WebAssembly.Module, device: Device) {
    this.device = device;
    const config = coreConfigOf(device);
    this.#rowCycles = rowCycles(config.timing, config.programBytes > 0x20000);
    this.#board = new Board(
      device,
      () => this.#core,
      (describe) => this.#runner.refuse(describe),
    );
    this.#core = new AvrCore(module, config, this.#board);
    this.#board.mapPeripherals();
    this.#runner = new AvrRunner(this.#core, this.#board, this);
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
    return this.#runner.runFor(cycles);
  }

  /** Executes one instruction. */
  step(): SliceEnd {
    return this.#runner.step();
  }

  /** Lets everything happen that is due before the next instruction, so that `pc` tells which one it is. */
  settle(): void {
    this.#board.events.runUntil(this.cycles);
    this.#core.takeDueInterrupt();
  }

  trace(sink: TraceSink | undefined): void {
    this.#runner.trace(sink);
  }

  /** The fault of a run that takes longer than the caller allows. */
  timeOut(): SimulationFault {
    return this.#runner.timeOut();
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
    return this.#runner.exitCode;
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
