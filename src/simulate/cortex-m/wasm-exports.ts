/** What wasm/cortex-m/index.ts exports, as the host sees it. */
export interface CortexMExports {
  readonly memory: WebAssembly.Memory;
  area(index: number): number;
  addMemory(base: number, bytes: number, host: number, flash: number): number;
  reserve(bytes: number): number;
  hostAddress(address: number): number;
  selectCore(index: number, multiplyCycles: number, bitBand: number): void;
  setFollowFetches(follow: number): void;
  setUpFlash(records: number, bytes: number, wordBytes: number, unified: number): void;
  setUpInstructionCache(lines: number, table: number, lineCount: number, lineBytes: number, ways: number): void;
  setUpDataCache(lines: number, table: number, lineCount: number, lineBytes: number, ways: number): void;
  flushCaches(): void;
  mapDevices(base: number, bytes: number, port: number): void;
  setUpAlias(records: number, bytes: number): void;
  configureFlash(
    waitStates: number,
    dataWaitStates: number,
    prefetch: number,
    instructionCache: number,
    dataCache: number,
  ): void;
  reset(vectors: number, priorityBits: number): number;
  runFor(cycles: bigint): number;
  setQuick(on: number): void;
  setPc(address: number): number;
  pc(): number;
  lastPc(): number;
  watch(address: number): number;
  unwatch(address: number): void;
  cycles(): number;
  keyCount(): number;
  faultKind(): number;
  faultDataAddress(): number;
  hostStop(): void;
  refuse(kind: number, address: number): void;
  setPending(exception: number, on: number): void;
  setLine(exception: number, on: number): void;
  expectEvents(on: number): void;
  endSliceAt(cycle: number): void;
  readMemory(address: number, bytes: number): number;
  writeMemory(address: number, value: number, bytes: number): void;
  readRegister(number: number): number;
  writeRegister(number: number, value: number): void;
  readXpsr(): number;
  writeApsr(value: number): void;
  readFpscr(): number;
  writeFpscr(value: number): void;
  readControl(): number;
  readMainSp(): number;
  readProcessSp(): number;
  handlerPeakBytes(): number;
  lowestProcessSp(): number;
  setTracing(on: number): void;
  traceRows(): number;
  flushTrace(): void;
  lowestSp(): number;
  setLowestSp(value: number): void;
}

/** Areas of linear memory, in the order of `area()` in wasm/cortex-m/index.ts. */
export const area = { keyCounts: 0, keyMeanings: 1, stalls: 2, singles: 3, exchange: 4 } as const;

/** Why a slice ended: wasm/cortex-m/system/stop.ts. */
export const stopReason = { slice: 0, fault: 1, watch: 2, neverEnds: 3, reset: 4, host: 5 } as const;

/** Why an instruction failed: wasm/cortex-m/fault.ts. */
export const faultCode = {
  undefinedInstruction: 1,
  unmappedRead: 2,
  unmappedWrite: 3,
  unaligned: 4,
  noCoprocessor: 5,
  notThumb: 6,
  fetch: 7,
  peripheral: 8,
  divideByZero: 9,
  invalidReturn: 10,
  breakpoint: 11,
  flashWrite: 12,
  stacking: 13,
  vector: 14,
} as const;
