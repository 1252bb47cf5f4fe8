import type { AddressRange } from '../../bytes/ranges.ts';
import type { Device, MemoryRegion } from '../../devices/schema.ts';
import { indexSymbols, type SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage } from '../../image/types.ts';
import { EventQueue } from '../board/event-queue.ts';
import { assertPeripheral } from '../board/select-uart.ts';
import type { InterruptLine } from '../board/types.ts';
import { UartLines } from '../board/uart-lines.ts';
import { describeEndlessLoop, describeTimeOut, SimulationFault } from '../faults.ts';
import type { Machine, SliceEnd } from '../machine.ts';
import { rowWords, type TraceSink } from '../profile/trace.ts';
import { ProcessStacks } from '../ram/process-stacks.ts';
import type { CostInterval, FlashSettings, RunTrace } from '../types.ts';
import { Watches } from '../watches.ts';
import { coreOptionsOf } from './core-options.ts';
import { type CounterSnapshot, decodeKeyMeanings, intervalBetween } from './counters.ts';
import { describeFault } from './faults.ts';
import { type ForeignInstruction, foreignInstruction } from './foreign-instruction.ts';
import { flashLayout, flashRegisters } from './memory-systems/registry.ts';
import type { CacheShape, FlashLayout } from './memory-systems/types.ts';
import { PeripheralBus } from './peripheral-bus.ts';
import { createClockTree } from './peripherals/clock-tree.ts';
import { findModel } from './peripherals/find-model.ts';
import type { ClockTree, Peripheral, PeripheralContext } from './peripherals/types.ts';
import { bootFromStage2, bootRomUse, isBootRom } from './rp2040-boot.ts';
import { Semihosting } from './semihosting.ts';
import { UnmodelledWrites } from './unmodelled-writes.ts';
import { area, type CortexMExports, faultCode, stopReason } from './wasm-exports.ts';

/** Exception number of interrupt 0. */
const firstInterrupt = 16;
/** Outside the architecture's peripheral region the simulator must be told where the host answers. */
const peripheralRegion = { base: 0x4000_0000, endBytes: 0x6000_0000 } as const;

/**
 * One Cortex-M part with an image in it, over the WebAssembly module of wasm/cortex-m. It runs in slices, so that the
 * caller can report progress, cancel, and act at watched addresses.
 */
export class CortexMMachine implements Machine {
  readonly device: Device;
  readonly semihosting = new Semihosting();
  readonly #wasm: CortexMExports;
  readonly #bus = new PeripheralBus();
  readonly #unmodelledWrites = new UnmodelledWrites();
  readonly #itm: number[] = [];
  readonly #events = new EventQueue(() => this.#expectEvent());
  readonly #uarts = new UartLines();
  readonly #printListeners: ((byte: number) => void)[] = [];
  readonly #watches = new Watches();
  readonly #processStacks = new ProcessStacks();
  #traceSink: TraceSink | undefined;
  #clocks: ClockTree | undefined;
  readonly #records = new Map<MemoryRegion, number>();
  #symbols: SymbolIndex | undefined;
  #exitCode: number | undefined;
  #flashSettings: FlashSettings | undefined;

  /** @param module compiled from dist/wasm/cortex-m.wasm */
  constructor(module: WebAssembly.Module, device: Device) {
    this.device = device;
    this.#wasm = new WebAssembly.Instance(module, {
      host: {
        readPeripheral: (address: number, bytes: number) => this.#readPeripheral(address >>> 0, bytes),
        writePeripheral: (address: number, value: number, bytes: number) =>
          this.#writePeripheral(address >>> 0, value >>> 0, bytes),
        semihosting: (operation: number, argument: number) => this.#semihost(operation >>> 0, argument >>> 0),
        isQuiet: (address: number) => (this.#bus.isQuiet(address >>> 0) ? 1 : 0),
        switchProcessStack: (sp: number, lowest: number) => this.#processStacks.select(sp >>> 0, lowest >>> 0),
        drainTrace: (rows: number) => this.#drainTrace(rows),
        writeItm: (value: number) => void this.#itm.push(value),
      },
    }).exports as unknown as CortexMExports;
    const { coreIndex, multiplyCycles, hasBitBand } = coreOptionsOf(device);
    this.#wasm.selectCore(coreIndex, multiplyCycles, hasBitBand ? 1 : 0);
    this.#mapMemories();
    this.#mapPeripherals();
  }

  /** Executes each instruction with a look at everything in front of it: slower, with the same result. */
  executeCarefully(): void {
    this.#wasm.setQuick(0);
  }

  // ---- set-up

  #mapMemories(): void {
    const layout = flashLayout(this.device);
    for (const region of this.device.regions) {
      const flash = region.kind === 'flash' ? 1 : 0;
      const host = this.#wasm.reserve(region.sizeBytes);
      const records = this.#wasm.addMemory(region.base, region.sizeBytes, host, flash);
      this.#records.set(region, records);
      if (flash && layout) this.#setUpFlash(region, records, layout);
      for (const alias of region.aliases) {
        const aliasRecords = this.#wasm.addMemory(alias, region.sizeBytes, host, flash);
        if (flash && layout) this.#wasm.setUpAlias(aliasRecords, region.sizeBytes);
      }
    }
    this.#wasm.setFollowFetches(layout ? 1 : 0);
  }

  #setUpFlash({ sizeBytes }: MemoryRegion, records: number, layout: FlashLayout): void {
    const { wordBytes, instructionCache, dataCache, unified } = layout;
    this.#wasm.setUpFlash(records, sizeBytes, wordBytes, unified ? 1 : 0);
    const words = sizeBytes / wordBytes;
    if (instructionCache) this.#wasm.setUpInstructionCache(...this.#cacheArguments(instructionCache, words));
    if (dataCache) this.#wasm.setUpDataCache(...this.#cacheArguments(dataCache, words));
  }

  /** Room for a cache of eight bytes a line, and for a table of two bytes a flash word. */
  #cacheArguments({ lines, lineBytes, ways }: CacheShape, words: number): [number, number, number, number, number] {
    return [this.#wasm.reserve(lines * 8), this.#wasm.reserve(words * 2), lines, lineBytes, ways];
  }

  #mapPeripherals(): void {
    const clocks = createClockTree(this.device.clockHz);
    this.#clocks = clocks;
    for (const { model, base, name = model, interrupts = {} } of this.device.peripherals) {
      const found = findModel(model, this.device.id);
      this.#map(base, found.sizeBytes, found.create(this.#contextOf(name, interrupts, clocks)), name);
    }
    const control = {
      apply: (settings: FlashSettings) => this.#applyFlashSettings(settings),
      flushCaches: () => this.#wasm.flushCaches(),
    };
    for (const { base, sizeBytes, peripheral } of flashRegisters(this.device, control)) {
      this.#map(base, sizeBytes, peripheral, 'FLASH');
    }
  }

  #contextOf(name: string, interrupts: Readonly<Record<string, number>>, clocks: ClockTree): PeripheralContext {
    return {
      name,
      clocks,
      now: () => this.cycles,
      schedule: (action) => this.#events.add(action),
      print: (byte) => {
        if (this.#uarts.isConnected(name)) this.#print(byte);
      },
      nextInput: () => this.#uarts.take(name),
      onInput: (listener) => this.#uarts.onInput(listener),
      interrupt: (line) => this.#interruptLine(interrupts[line]),
    };
  }

  /** The NVIC's line of an interrupt number; one that the part does not name is connected to nothing. */
  #interruptLine(number: number | undefined): InterruptLine {
    if (number === undefined) return { set: () => {} };
    return { set: (active) => this.#wasm.setLine(firstInterrupt + number, active ? 1 : 0) };
  }

  #map(base: number, sizeBytes: number, peripheral: Peripheral, name: string): void {
    this.#bus.map(base, sizeBytes, peripheral, name);
    if (base >= peripheralRegion.base && base < peripheralRegion.endBytes) return;
    this.#wasm.mapDevices(base, sizeBytes, base === this.device.cortexM?.ioPortBase ? 1 : 0);
  }

  #applyFlashSettings(settings: FlashSettings): void {
    const { waitStates, dataWaitStates = waitStates, prefetch, instructionCache, dataCache } = settings;
    this.#flashSettings = settings;
    this.#wasm.configureFlash(
      waitStates,
      dataWaitStates,
      prefetch ? 1 : 0,
      instructionCache ? 1 : 0,
      dataCache ? 1 : 0,
    );
  }

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
      this.#events.runUntil(this.cycles);
      const after = this.#runUntil(Math.min(end, this.#events.next));
      if (after !== 'slice') return after;
    } while (this.cycles < end);
    return 'slice';
  }

  /** Something is due sooner than the slice ends: the core may wait for it, and comes back for it. */
  #expectEvent(): void {
    this.#wasm.expectEvents(1);
    this.#wasm.endSliceAt(this.#events.next);
  }

  #runUntil(cycle: number): SliceEnd {
    this.#wasm.expectEvents(this.#events.next === Number.POSITIVE_INFINITY ? 0 : 1);
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
        throw new SimulationFault(describeEndlessLoop(this.pc, this.symbolAt(this.pc), this.#uarts.starved));
      default:
        throw this.#fault(this.#wasm.faultKind(), this.#wasm.lastPc() >>> 0, this.#wasm.faultDataAddress() >>> 0);
    }
  }

  /** Executes one instruction. */
  step(): SliceEnd {
    return this.runFor(1);
  }

  #fault(code: number, pc: number, address: number): SimulationFault {
    const fault = describeFault(code, pc, address, this.symbolAt(pc), this.#bus.describe(address));
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
    return new SimulationFault(describeTimeOut(this.pc, this.symbolAt(this.pc), this.cycles, this.#uarts.starved));
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
    return this.#flashSettings;
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
    this.#uarts.select(name);
  }

  /** Hands bytes to the UART that receives. */
  receive(bytes: Uint8Array): void {
    this.#uarts.send(bytes);
  }

  /** Clock of the core, as the firmware has set it up. */
  get clockHz(): number {
    return this.#clocks?.coreHz() ?? this.device.clockHz;
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
    const count = this.#wasm.keyCount();
    return {
      cycles: this.cycles,
      keyCounts: Float64Array.from(this.#counters(area.keyCounts, count), Number),
      // Signed: cycles taken back (single-cycle I/O) are counted where they were not waited for.
      stalls: Float64Array.from(this.#counters(area.stalls, 8), (count) => Number(BigInt.asIntN(64, count))),
    };
  }

  /** What passed between two snapshots. */
  interval(before: CounterSnapshot, after: CounterSnapshot): CostInterval {
    const meanings = this.#wasm.area(area.keyMeanings);
    const words = new Uint32Array(this.#wasm.memory.buffer, meanings, after.keyCounts.length);
    return intervalBetween(before, after, decodeKeyMeanings(words));
  }

  measure(): () => CostInterval {
    const start = this.snapshot();
    return () => this.interval(start, this.snapshot());
  }

  #counters(index: number, count: number): BigUint64Array {
    return new BigUint64Array(this.#wasm.memory.buffer, this.#wasm.area(index), count);
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

  get returnAddress(): number {
    return (this.register(14) & ~1) >>> 0;
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
    return this.#view(address, length).slice();
  }

  writeBytes(address: number, bytes: Uint8Array): void {
    this.#view(address, bytes.length).set(bytes);
  }

  readWord(address: number): number {
    const bytes = this.#view(address, 4);
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  }

  #view(address: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array();
    const first = this.#wasm.hostAddress(address);
    const last = this.#wasm.hostAddress(address + length - 1);
    if (first === 0 || last - first !== length - 1) throw this.#fault(faultCode.unmappedRead, this.pc, address);
    return new Uint8Array(this.#wasm.memory.buffer, first, length);
  }

  // ---- what the core asks for

  #readPeripheral(address: number, bytes: number): number {
    const value = this.#bus.read(address, bytes);
    if (value === undefined) this.#wasm.refuse(faultCode.peripheral, address);
    return value ?? 0;
  }

  #writePeripheral(address: number, value: number, bytes: number): void {
    if (!this.#bus.covers(address)) this.#unmodelledWrites.add(address, this.pc);
    else if (!this.#bus.write(address, value, bytes)) this.#wasm.refuse(faultCode.peripheral, address);
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

/** The core starts from the flash's first words; an image without flash from the lowest address it has. */
function vectorTableOf(image: FirmwareImage, device: Device): number {
  const flashes = device.regions.filter(({ kind }) => kind === 'flash');
  const starts = image.segments.filter(({ bytes }) => bytes.length > 0).map(({ loadAddress }) => loadAddress);
  const boots = flashes.find(({ base }) => starts.includes(base));
  return boots?.base ?? Math.min(...starts);
}
