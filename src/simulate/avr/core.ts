import { avrRows } from '../../../wasm/avr/isa/index.ts';
import { avrTiming } from '../../../wasm/avr/timing/cycles.ts';
import { createAvrDecoder } from './decode.ts';
import { decodeProgram, recordBytes, separate, setWatch } from './records.ts';
import { type AvrExports, area, exitOperation } from './wasm-exports.ts';

/** What a peripheral register file offers the core. A negative number says that nothing answers at that address. */
export interface AvrIoBus {
  read(dataAddress: number): number;
  write(dataAddress: number, value: number): number;
  /** The pending interrupt was taken. */
  takeInterrupt(): void;
  /** RETI was executed. */
  endInterrupt(): void;
  /** WDR was executed. */
  resetWatchdog(): void;
}

/** The kinds of a 256-byte page of data space, as wasm/avr/layout.ts numbers them. */
export const dataPage = { io: 0, ram: 1, flash: 2, unmapped: 3, heapEnd: 4 } as const;

/** Why a slice ended, as wasm/avr/state.ts numbers them. */
export const avrStop = {
  deadline: 0,
  undefinedInstruction: 1,
  unmappedAccess: 2,
  break: 3,
  sleep: 4,
  watch: 5,
  host: 6,
  selfProgramming: 7,
  pcOutOfRange: 8,
  stackCollision: 9,
  loop: 10,
} as const;

export interface AvrCoreConfig {
  readonly timing: 'avre' | 'avrxt';
  readonly programBytes: number;
  readonly ram: { readonly base: number; readonly sizeBytes: number };
  /** First data address of I/O space: 0x20 where the registers are mapped below it. */
  readonly ioBase: number;
  /** Where data space shows program memory, if it does. */
  readonly mappedFlash?: {
    readonly base: number;
    readonly sizeBytes: number;
    readonly programOffset: number;
    readonly extraReadCycles: number;
  };
  readonly interruptEntryCycles: number;
}

/** One AVR core with its memories, over the WebAssembly module of wasm/avr. Time and peripherals are the caller's. */
export class AvrCore {
  readonly config: AvrCoreConfig;
  /** The flash byte that the window in data space shows first. */
  mappedFlashOffset = 0;
  readonly #wasm: AvrExports;
  readonly #memory: Uint8Array;
  readonly #decoder = createAvrDecoder();
  readonly #watched = new Map<number, Uint8Array>();

  /** @param module compiled from dist/wasm/avr.wasm */
  constructor(module: WebAssembly.Module, config: AvrCoreConfig, io: AvrIoBus) {
    this.config = config;
    const host = {
      readIo: (address: number) => io.read(address),
      writeIo: (address: number, value: number) => io.write(address, value),
      takeInterrupt: () => io.takeInterrupt(),
      endInterrupt: () => io.endInterrupt(),
      resetWatchdog: () => io.resetWatchdog(),
    };
    this.#wasm = new WebAssembly.Instance(module, { host }).exports as unknown as AvrExports;
    this.#memory = new Uint8Array(this.#wasm.memory.buffer);
    this.#configure();
  }

  #configure(): void {
    const { timing, programBytes, ioBase, mappedFlash, interruptEntryCycles, ram } = this.config;
    this.#wasm.configureCore(programBytes > 0x20000 ? 3 : 2, ioBase, programBytes / 2);
    this.#wasm.configureInterrupts(interruptEntryCycles, timing === 'avre' ? 1 : 0);
    this.#mapPages(0, 0x10000, dataPage.unmapped);
    this.#mapPages(0, timing === 'avre' ? ram.base : 0x1600, dataPage.io);
    this.#mapPages(ram.base, ram.sizeBytes, dataPage.ram);
    if (mappedFlash) {
      const { base, sizeBytes, programOffset, extraReadCycles } = mappedFlash;
      this.#mapPages(base, sizeBytes, dataPage.flash);
      this.#wasm.configureMappedFlash(base, programOffset, extraReadCycles);
    }
    this.#area(area.program, programBytes).fill(0xff);
    this.#area(area.exitRecord, recordBytes)[0] = exitOperation;
  }

  #area(index: number, bytes: number): Uint8Array {
    const start = this.#wasm.areaAddress(index);
    return this.#memory.subarray(start, start + bytes);
  }

  #mapPages(base: number, sizeBytes: number, kind: number): void {
    this.#area(area.dataPages, 256).fill(kind, base >> 8, (base + sizeBytes) >> 8);
  }

  /** Copies a program to flash and decodes it. Bytes it does not reach stay erased (0xFF). */
  load(programByteAddress: number, bytes: Uint8Array): void {
    this.#area(area.program, this.config.programBytes).set(bytes, programByteAddress);
  }

  /** Decodes program memory, or the byte range that has changed; call after `load`. */
  decode(range?: readonly [number, number]): void {
    const { programBytes, timing } = this.config;
    const start = this.#wasm.areaAddress(area.records);
    const records = new DataView(this.#memory.buffer, start, (programBytes / 2 + 1) * recordBytes);
    decodeProgram(this.#area(area.program, programBytes), records, {
      decode: this.#decoder,
      rowCycles: rowCycles(timing, programBytes > 0x20000),
      programWords: programBytes / 2,
      extraReadCycles: this.config.mappedFlash?.extraReadCycles ?? 0,
      ...(range && { range: [range[0] >> 1, range[1] >> 1] as const }),
    });
  }

  /** Runs to the first instruction boundary at or past a cycle; returns one of `avrStop`. */
  runUntil(cycle: number): number {
    // Whoever asked for a stop between two slices has had it.
    this.#wasm.clearStop();
    return this.#wasm.runUntil(BigInt(Math.trunc(cycle)));
  }

  /** Ends the slice after the instruction under way: something is to be done before its deadline. */
  requestStop(): void {
    this.#wasm.requestStop();
  }

  /** Makes the run stop in front of the instruction at a byte address. */
  watch(byteAddress: number): void {
    if (this.#watched.has(byteAddress)) return;
    const record = this.#record(byteAddress);
    this.#watched.set(byteAddress, record.slice());
    setWatch(record);
    // The instruction before may execute this one together with itself.
    if (byteAddress >= 2 && !this.#watched.has(byteAddress - 2)) separate(this.#record(byteAddress - 2));
  }

  unwatch(byteAddress: number): void {
    const original = this.#watched.get(byteAddress);
    if (original) this.#record(byteAddress).set(original);
    this.#watched.delete(byteAddress);
  }

  /** Runs one instruction, even where it is watched (or, if an interrupt is due, the first one of its handler). */
  step(): number {
    const { pc } = this;
    const original = this.#watched.get(pc);
    if (original) this.#record(pc).set(original);
    const reason = this.runUntil(this.cycles);
    if (original && this.#watched.has(pc)) setWatch(this.#record(pc));
    return reason;
  }

  /** Takes an interrupt that is due now, so that `pc` is the instruction that will be executed. */
  takeDueInterrupt(): void {
    this.#wasm.takeDueInterrupt();
  }

  isWatched(byteAddress: number): boolean {
    return this.#watched.has(byteAddress);
  }

  #record(byteAddress: number): Uint8Array {
    const offset = (byteAddress / 2) * recordBytes;
    const records = this.#area(area.records, (this.config.programBytes / 2) * recordBytes);
    return records.subarray(offset, offset + recordBytes);
  }

  /** Lets time pass without executing (SLEEP, a skipped waiting loop). */
  fastForward(cycles: number): void {
    this.#wasm.addFastForward(BigInt(Math.trunc(cycles)));
  }

  clearStop(): void {
    this.#wasm.clearStop();
  }

  get cycles(): number {
    return this.#wasm.cycleCount();
  }

  /** Byte address of the next instruction. */
  get pc(): number {
    return this.#wasm.programCounter() * 2;
  }

  set pc(byteAddress: number) {
    this.#wasm.setProgramCounter(byteAddress / 2);
  }

  get sp(): number {
    return this.#wasm.stackPointer();
  }

  set sp(value: number) {
    this.#wasm.setSp(value);
  }

  get sreg(): number {
    return this.#wasm.statusRegister();
  }

  set sreg(value: number) {
    this.#wasm.setSreg(value);
  }

  /** RAMPZ and EIND: bits 16.. of Z for ELPM and for EIJMP, EICALL. */
  setExtended(rampz: number, eind: number): void {
    this.#wasm.setRampz(rampz);
    this.#wasm.setEind(eind);
  }

  get rampz(): number {
    return this.#wasm.rampzValue();
  }

  /** r0..r31: a live view. */
  get registers(): Uint8Array {
    return this.#area(area.registers, 32);
  }

  /** Whether a data address belongs to I/O space. */
  isIo(dataAddress: number): boolean {
    return this.#area(area.dataPages, 256)[dataAddress >> 8] === dataPage.io;
  }

  /** All of data space as RAM holds it: a live view; I/O and mapped flash are not in it. */
  get data(): Uint8Array {
    return this.#area(area.data, 0x10000);
  }

  get program(): Uint8Array {
    return this.#area(area.program, this.config.programBytes);
  }

  /** Lowest stack pointer since reset or the last `resetLowestSp`. */
  get lowestSp(): number {
    return this.#wasm.lowestStackPointer();
  }

  set lowestSp(value: number) {
    this.#wasm.setLowestStackPointer(value);
  }

  /**
   * Where the heap begins, and the address of the variable that says where it ends (`__brkval`): data addresses.
   * 0 for what is not known.
   */
  configureHeap(heapStart: number, endVariable: number): void {
    this.#wasm.configureHeap(heapStart, endVariable);
    if (endVariable === 0) return;
    this.#mapPages(endVariable & ~0xff, 0x100, dataPage.heapEnd);
    this.#mapPages((endVariable + 1) & ~0xff, 0x100, dataPage.heapEnd);
  }

  /** Highest address the heap has reached; where it begins when it was not used. */
  get heapPeak(): number {
    return this.#wasm.heapPeak();
  }

  /** Whether the stack is below the end of the heap or of static data. */
  get hasStackCollided(): boolean {
    return this.#wasm.hasStackCollided() !== 0;
  }

  /** Moves the window that shows flash in data space to other flash bytes. */
  mapFlashFrom(programOffset: number): void {
    const { mappedFlash } = this.config;
    this.mappedFlashOffset = programOffset;
    if (mappedFlash) this.#wasm.configureMappedFlash(mappedFlash.base, programOffset, mappedFlash.extraReadCycles);
  }

  /** Cycles when the instruction under way began: peripherals are seen as of then. */
  get instructionStart(): number {
    return this.#wasm.instructionStart();
  }

  /** Data or word address that belongs to the last stop. */
  get stopAddress(): number {
    return this.#wasm.stopDataAddress();
  }

  /** Byte address of the instruction that stopped the run. */
  get stopInstruction(): number {
    return this.#wasm.stopInstruction() * 2;
  }

  /** Byte address of the instruction inside which a peripheral is being called. */
  get currentInstruction(): number {
    return this.#wasm.currentInstruction() * 2;
  }

  /** Makes an interrupt wait at a vector (byte address), or takes it back with undefined. */
  setPendingInterrupt(vector: number | undefined): void {
    this.#wasm.setPendingVector(vector === undefined ? -1 : vector / 2);
  }

  /** Executes the jump to itself at a byte address that many times more. */
  repeat(byteAddress: number, times: number): void {
    this.#wasm.repeatInstruction(byteAddress / 2, times);
  }

  /** Row of the instruction table that the instruction at a byte address belongs to, and its static cycles. */
  rowAt(byteAddress: number): number {
    return this.#record(byteAddress)[1]!;
  }

  staticCyclesAt(byteAddress: number): number {
    return this.#record(byteAddress)[2]!;
  }

  /** How often the instruction at a byte address was executed. */
  executionsAt(byteAddress: number): number {
    return this.#wasm.executionsAt(byteAddress / 2);
  }

  /**
   * Executions of each row of the instruction table.
   * @param underWay whether an instruction is being executed: then it is the last that counts
   */
  rowCounts(underWay = false): Float64Array {
    this.#wasm.collectRowCounts(this.config.programBytes / 2, underWay ? 1 : 0);
    const start = this.#wasm.areaAddress(area.rowCounts);
    return Float64Array.from(new BigUint64Array(this.#memory.buffer, start, avrRows.length), Number);
  }

  /** Cycles beyond the rows' static cost, all but those of taken branches and skips. */
  extraCycles(): { flashData: number; exceptions: number; idle: number } {
    return {
      flashData: this.#wasm.flashDataExtraCycles(),
      exceptions: this.#wasm.exceptionCycleCount(),
      idle: this.#wasm.idleCycleCount(),
    };
  }
}

/** Static cycles of every row of the instruction table, by row index. */
export function rowCycles(timing: AvrCoreConfig['timing'], has22BitPc: boolean): number[] {
  return avrRows.map((row) => {
    const cost = avrTiming[row.timing as keyof typeof avrTiming];
    return cost[timing] + (has22BitPc && cost.extraWith22BitPc ? 1 : 0);
  });
}
