/** What wasm/avr/index.ts exports, as the host sees it. */
export interface AvrExports {
  readonly memory: WebAssembly.Memory;
  areaAddress(area: number): number;
  runUntil(cycle: bigint): number;
  programCounter(): number;
  setProgramCounter(word: number): void;
  takeDueInterrupt(): void;
  addFastForward(cycles: bigint): void;
  clearStop(): void;
  requestStop(): void;
  configureHeap(heapStart: number, endVariable: number): void;
  heapPeak(): number;
  hasStackCollided(): number;
  instructionStart(): number;
  configureCore(pcBytes: number, ioBase: number, words: number): void;
  configureInterrupts(entryCycles: number, masksI: number): void;
  configureMappedFlash(base: number, offset: number, extra: number): void;
  setPendingVector(word: number): void;
  setSreg(value: number): void;
  setSp(value: number): void;
  setRampz(value: number): void;
  setEind(value: number): void;
  rampzValue(): number;
  cycleCount(): number;
  repeatInstruction(word: number, times: number): void;
  executionsAt(word: number): number;
  collectRowCounts(records: number, underWay: number): void;
  idleCycleCount(): number;
  flashDataExtraCycles(): number;
  exceptionCycleCount(): number;
  stackPointer(): number;
  statusRegister(): number;
  lowestStackPointer(): number;
  setLowestStackPointer(value: number): void;
  stopCause(): number;
  stopDataAddress(): number;
  currentInstruction(): number;
  stopInstruction(): number;
}

/** Areas of linear memory, by their index in `areaAddress`. */
export const area = {
  registers: 0,
  rowCounts: 1,
  dataPages: 2,
  data: 3,
  program: 4,
  records: 5,
  exitRecord: 6,
} as const;
/** Past every operation: what the run loop leaves on. */
export const exitOperation = 0xff;
