import type { AddressRange } from '../../bytes/ranges.ts';
import type { Device } from '../../devices/schema.ts';
import { indexSymbols, type SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage } from '../../image/types.ts';
import { assertPeripheral } from '../board/select-uart.ts';
import { describeEndlessLoop, describeTimeOut, SimulationFault } from '../faults.ts';
import type { Machine, SliceEnd } from '../machine.ts';
import { rowWords, type TraceSink } from '../profile/trace.ts';
import { ProcessStacks } from '../ram/process-stacks.ts';
import type { CostInterval, FlashSettings, RunTrace } from '../types.ts';
import { Watches } from '../watches.ts';
import { Board } from './board.ts';
import { coreOptionsOf } from './core-options.ts';
import { type CounterSnapshot, intervalBetween, keyMeanings, takeSnapshot } from './counters.ts';
import { describeFault } from './faults.ts';
import { type ForeignInstruction, foreignInstruction } from './foreign-instruction.ts';
import { Memory } from './memory.ts';
import { bootFromStage2, bootRomUse, isBootRom } from './rp2040-boot.ts';
import { Semihosting } from './semihosting.ts';
import { UnmodelledWrites } from './unmodelled-writes.ts';
import { vectorTableOf } from './vector-table.ts';
import { area, type CortexMExports, faultCode, stopReason } from './wasm-exports.ts';

/** LR holds this or more where nothing was called: EXC_RETURN, or all ones after reset (ARMv7-M ARM B1.5.8, B1.5.5). */
const firstExceptionReturn = 0xf000_0000;

/**
 * One Cortex-M part with an image in it, over the WebAssembly module of wasm/cortex-m. It runs in slices, so that the
 * caller can report progress, cancel, and act at watched addresses.
 */
export class CortexMMachine implements Machine {
  readonly device: Device;
  readonly semihosting = new Semihosting();
  readonly #wasm: CortexMExports;
  readonly #memory: Memory;
  readonly #board: Board;
  readonly #unmodelledWrites = new UnmodelledWrites();
  readonly #itm: number[] = [];
  readonly #printListeners: ((byte: number) => void)[] = [];
  readonly #watches = new Watches();
  readonly #processStacks = new ProcessStacks();
  #traceSink: TraceSink | undefined;
  #symbols: SymbolIndex | undefined;
  #exitCode: number | undefined;

  /** @param module compiled from dist/wasm/cortex-m.wasm */
  constructor(module: WebAssembly.Module, device: Device) {
    this.device = device;
    this.#wasm = new WebAssembly.Instance(module, {
      host: {
        readPeripheral: (address: number, bytes: number) => this.#readPeripheral(address >>> 0, bytes),
        writePeripheral: (address: number, value: number, bytes: number) =>
          this.#writePeripheral(address >>> 0, value >>> 0, bytes),
        semihosting: (operation: number, argument: number) => this.#semihost(operation >>> 0, argument >>> 0),
        isQuiet: (address: number) => (this.#board.bus.isQuiet(address >>> 0) ? 1 : 0),
        switchProcessStack: (sp: number, lowest: number) => this.#processStacks.select(sp >>> 0, lowest >>> 0),
        drainTrace: (rows: number) => this.#drainTrace(rows),
        writeItm: (value: number) => void this.#itm.push(value),
      },
    }).exports as unknown as CortexMExports;
    const { coreIndex, multiplyCycles, hasBitBand } = coreOptionsOf(device);
    this.#wasm.selectCore(coreIndex, multiplyCycles, hasBitBand ? 1 : 0);
    this.#memory = new Memory(this.#wasm, device, (address) => this.#fault(faultCode.unmappedRead, this.pc, address));
    this.#board = new Board(this.#wasm, device, (byte) => this.#print(byte));
  }

  /** Executes each instruction with a look at everything in front of it: slower, with the same result. */
  executeCarefully(): void {
    this.#wasm.setQuick(0);
  }

  // ---- set-up

  /** Copies the image to where it is programmed and resets the core. Throws where the part has no such memory. */
  load(image: FirmwareImage): void {
    for (const { loadAddress, bytes } of image.segments) this.writeBytes(loadAddress, bytes);
    this.#symbols = indexSymbols(image);
    const start = vectorTableOf(image, this.device);
    if (this.#bootsFromStage2(start)) bootFromStage2(this);
    else this.reset(start);
  }

  #bootsFromStage2(start: number): boolean {
    const { cortexM, regions } = this.device;
    return cortexM?.boot === 'rp2040-boot2' && regions.some(({ kind, base }) => kind === 'flash' && base === start);
  }

  /** Resets the core with its vector table at an address; throws when there is no start in it. */
  reset(vectors: number): void {
    if (this.#wasm.reset(vectors, coreOptionsOf(this.device).priorityBits)) return;
    throw this.#fault(faultCode.vector, vectors, vectors);
  }

  // ---- running

  /** Runs for about that many cycles. Throws a SimulationFault when the firmware faults or can never go on. */
  runFor(cycles: number): SliceEnd {
    const end = this.cycles + cycles;
    do {
      this.#board.events.runUntil(this.cycles);
      const after = this.#runUntil(Math.min(end, this.#board.events.next));
      if (after !== 'slice') return after;
    } while (this.cycles < end);
    return 'slice';
  }

  #runUntil(cycle: number): SliceEnd {
    this.#wasm.expectEvents(this.#board.events.next === Number.POSITIVE_INFINITY ? 0 : 1);
    const reason = this.#wasm.runFor(BigInt(Math.max(1, Math.trunc(cycle - this.cycles))));
    if (this.#traceSink) this.#wasm.flushTrace();
    switch (reason) {
      case stopReason.slice:
        // The next slice goes on with the instruction that is next, watched or not.
        return this.#watches.has(this.pc) ? 'watch' : 'slice';
      case stopReason.watch:
        return 'watch';
      case stopReason.host:
        return 'exit';
      case stopReason.reset:
        return 'reset';
      case stopReason.neverEnds:
        throw new SimulationFault(describeEndlessLoop(this.pc, this.symbolAt(this.pc), this.#board.uarts.starved));
      default:
        throw this.#fault(this.#wasm.faultKind(), this.#wasm.lastPc() >>> 0, this.#wasm.faultDataAddress() >>> 0);
    }
  }

  /** Executes one instruction. */
  step(): SliceEnd {
    return this.runFor(1);
  }

  #fault(code: number, pc: number, address: number): SimulationFault {
    const fault = describeFault(code, pc, address, this.symbolAt(pc), this.#board.bus.describe(address));
    if (this.device.cortexM?.boot === 'rp2040-boot2' && isBootRom(address) && code !== faultCode.undefinedInstruction) {
      return new SimulationFault({ ...fault, ...bootRomUse });
    }
    return new SimulationFault({ ...fault, ...(code === faultCode.undefinedInstruction && this.#foreign(pc)) });
  }

  /** More about an undefined instruction that another core has. */
  #foreign(pc: number): ForeignInstruction | undefined {
    const [first, second] = [pc, pc + 2].map((address) => this.#wasm.readMemory(address, 2));
    return foreignInstruction(this.device, pc, first!, second!);
  }

  /** The fault of a run that takes longer than the caller allows. */
  timeOut(): SimulationFault {
    return new SimulationFault(
      describeTimeOut(this.pc, this.symbolAt(this.pc), this.cycles, this.#board.uarts.starved),
    );
  }

  /** Name of the function an address is in. */
  symbolAt(address: number): string | undefined {
    return this.#symbols?.functionAt(address)?.name;
  }

  /** What the firmware passed to semihosting's exit; undefined until then. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  get warnings(): RunTrace['warnings'] {
    return this.#unmodelledWrites.warnings((address) => this.symbolAt(address));
  }

  /** What the firmware asked of the flash accelerator last; undefined for a part without one. */
  get flashSettings(): FlashSettings | undefined {
    return this.#board.flashSettings;
  }

  #print(byte: number): void {
    this.semihosting.console.push(byte);
    for (const listener of this.#printListeners) listener(byte);
  }

  onPrint(listener: (byte: number) => void): void {
    this.#printListeners.push(listener);
  }

  get printedBytes(): number {
    return this.semihosting.console.length + this.#itm.length;
  }

  /** What came from semihosting, UARTs and the ITM. */
  get consoleBytes(): Uint8Array {
    return Uint8Array.from([...this.semihosting.console, ...this.#itm]);
  }

  get consoleText(): string {
    return new TextDecoder().decode(this.consoleBytes);
  }

  /** Connects one UART only. */
  selectUart(name: string): void {
    assertPeripheral(this.device, name);
    this.#board.uarts.select(name);
  }

  /** Hands bytes to the UART that receives. */
  receive(bytes: Uint8Array): void {
    this.#board.uarts.send(bytes);
  }

  /** Clock of the core, as the firmware has set it up. */
  get clockHz(): number {
    return this.#board.clocks.coreHz();
  }

  /** Makes the run stop in front of the instruction at an address. */
  watch(address: number): void {
    if (!this.#watches.add(address)) return;
    if (!this.#wasm.watch(address)) throw new Error(`nothing to watch at 0x${address.toString(16)}`);
  }

  unwatch(address: number): void {
    if (this.#watches.remove(address)) this.#wasm.unwatch(address);
  }

  trace(sink: TraceSink | undefined): void {
    this.#traceSink = sink;
    this.#wasm.setTracing(sink === undefined ? 0 : 1);
  }

  #drainTrace(count: number): void {
    this.#traceSink?.(new Uint32Array(this.#wasm.memory.buffer, this.#wasm.traceRows(), count * rowWords), count);
  }

  // ---- counters

  get cycles(): number {
    return this.#wasm.cycles();
  }

  /** Copies the counters, for `interval`. */
  snapshot(): CounterSnapshot {
    return takeSnapshot(this.#wasm);
  }

  /** What passed between two snapshots. */
  interval(before: CounterSnapshot, after: CounterSnapshot): CostInterval {
    return intervalBetween(before, after, keyMeanings(this.#wasm, after.keyCounts.length));
  }

  measure(): () => CostInterval {
    const start = this.snapshot();
    return () => this.interval(start, this.snapshot());
  }

  // ---- state

  get pc(): number {
    return this.#wasm.pc() >>> 0;
  }

  set pc(address: number) {
    if (!this.#wasm.setPc(address)) throw this.#fault(faultCode.fetch, address, address);
  }

  get stackPointer(): number {
    return this.register(13);
  }

  get returnAddress(): number | undefined {
    const link = (this.register(14) & ~1) >>> 0;
    return link < firstExceptionReturn ? link : undefined;
  }

  argument(index: number): number {
    return this.register(index);
  }

  /** r0 to r14; r15 is `pc`. */
  register(number: number): number {
    return this.#wasm.readRegister(number) >>> 0;
  }

  setRegister(number: number, value: number): void {
    this.#wasm.writeRegister(number, value);
  }

  /** APSR, IPSR and the Thumb bit. */
  get xpsr(): number {
    return this.#wasm.readXpsr() >>> 0;
  }

  setApsr(value: number): void {
    this.#wasm.writeApsr(value);
  }

  get fpscr(): number {
    return this.#wasm.readFpscr() >>> 0;
  }

  /** s0 to s31 as bits: a live view. */
  get singles(): Uint32Array {
    return new Uint32Array(this.#wasm.memory.buffer, this.#wasm.area(area.singles), 32);
  }

  /** The allocator is the firmware's own. */
  get heapPeakBytes(): undefined {
    return undefined;
  }

  get handlerPeakBytes(): number {
    return this.#wasm.handlerPeakBytes();
  }

  get processStacks(): readonly AddressRange[] {
    return this.#processStacks.used(this.#wasm.lowestProcessSp() >>> 0);
  }

  /** Lowest main stack pointer since reset or the last `setLowestSp`. */
  get lowestSp(): number {
    return this.#wasm.lowestSp() >>> 0;
  }

  setLowestSp(value: number): void {
    this.#wasm.setLowestSp(value);
  }

  // ---- memory, without costs

  /** Copies bytes of flash or RAM; throws a fault where there is none. */
  readBytes(address: number, length: number): Uint8Array {
    return this.#memory.view(address, length).slice();
  }

  writeBytes(address: number, bytes: Uint8Array): void {
    this.#memory.view(address, bytes.length).set(bytes);
  }

  readWord(address: number): number {
    return this.#memory.word(address);
  }

  // ---- what the core asks for

  #readPeripheral(address: number, bytes: number): number {
    const value = this.#board.bus.read(address, bytes);
    if (value === undefined) this.#wasm.refuse(faultCode.peripheral, address);
    return value ?? 0;
  }

  #writePeripheral(address: number, value: number, bytes: number): void {
    if (!this.#board.bus.covers(address)) this.#unmodelledWrites.add(address, this.pc);
    else if (!this.#board.bus.write(address, value, bytes)) this.#wasm.refuse(faultCode.peripheral, address);
  }

  #semihost(operation: number, argument: number): number {
    const result = this.semihosting.perform(operation, argument, {
      word: (address) => this.readWord(address),
      bytes: (address, length) => this.readBytes(address, length),
      setWord: (address, value) => this.writeBytes(address, Uint8Array.from(littleEndian(value))),
      cycles: this.cycles,
      clockHz: this.device.clockHz,
      exit: (code) => this.#exit(code),
    });
    if (result === undefined) this.#wasm.refuse(faultCode.breakpoint, operation);
    return result ?? 0;
  }

  #exit(code: number): void {
    this.#exitCode = code;
    this.#wasm.hostStop();
  }
}

const littleEndian = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
