import { EXIT_RECORD, RECORDS } from './layout';

/** What an AVR core holds besides registers and memory, and what a run counts. */

/** Status register: C0 Z1 N2 V3 S4 H5 T6 I7 (DS40002198B section 1). */
export let sreg: u32 = 0;
export let rampz: u32 = 0;
export let eind: u32 = 0;

/**
 * Cycles since reset, less the `before` of where the program is: while it runs straight on, time goes by without
 * anything being written. Cycles at a record are `clock + before(record)`.
 */
export let clock: i64 = 0;
/** The run returns to the host at the first instruction boundary at or past this cycle; 0 as soon as possible. */
export let deadline: i64 = 0;
/** Where to go on when the run loop has been left by way of EXIT_RECORD. */
export let resume: usize = 0;

/** Bytes of a return address: 2, or 3 with a 22-bit program counter. */
export let pcBytes: u32 = 2;
/** Words of program memory; jumps beyond stop the run. */
export let programWords: u32 = 0;
/** First I/O address as data space sees it: 0x20 on AVRe+, 0 on AVRxt. */
export let ioBase: u32 = 0;
/** Data address where mapped flash begins, and the flash byte it shows. */
export let mappedFlashBase: u32 = 0;
export let mappedFlashOffset: u32 = 0;
/** Cycles a data read from mapped flash takes beyond one from SRAM. */
export let mappedFlashExtra: u32 = 0;

/** Cycles beyond the static cost of each row, by cause; what is left of the total was for taken branches and skips. */
export let flashDataExtra: u64 = 0;
export let exceptionCycles: u64 = 0;
/** Cycles that went by without an instruction: sleep, and the core held by a peripheral. */
export let idleCycles: u64 = 0;

/** Word address of the interrupt that waits, or -1. */
export let pendingVector: i32 = -1;
export let interruptCycles: u32 = 0;
/** One instruction runs after SEI and RETI before an interrupt is taken (AVR core, "Reset and Interrupt Handling"). */
export let interruptsHeld: bool = false;

/** AVRe+ clears I on entry and RETI sets it; AVRxt leaves I alone and CPUINT, in the host, keeps the levels. */
export let interruptMasksI: bool = true;

export let stopReason: u32 = 0;
/** Data or program address that belongs to the stop reason. */
export let stopAddress: u32 = 0;
/** The record being executed as of the last host call; between slices the one that is next. */
export let current: usize = RECORDS;
/** The record that was being executed when the run was stopped. */
export let stoppedAt: usize = RECORDS;

export const STOP_NONE: u32 = 0;
export const STOP_UNDEFINED: u32 = 1;
export const STOP_UNMAPPED: u32 = 2;
export const STOP_BREAK: u32 = 3;
export const STOP_SLEEP: u32 = 4;
export const STOP_WATCH: u32 = 5;
export const STOP_HOST: u32 = 6;
export const STOP_SELF_PROGRAMMING: u32 = 7;
export const STOP_PC_RANGE: u32 = 8;
export const STOP_COLLISION: u32 = 9;
export const STOP_LOOP: u32 = 10;

export function setSreg(value: u32): void {
  const enables = (value & ~sreg & 0x80) != 0;
  sreg = value;
  if (enables) holdInterrupts();
}

/** No interrupt is taken before one more instruction has been executed. */
export function holdInterrupts(): void {
  interruptsHeld = true;
  deadline = 0;
}

/** Flags of an instruction that cannot touch I. */
// @ts-ignore: decorator
@inline
export function setFlags(value: u32): void {
  sreg = value;
}

export function setRampz(value: u32): void {
  rampz = value;
}

export function setEind(value: u32): void {
  eind = value;
}

export function moveClock(count: i64): void {
  clock += count;
}

// @ts-ignore: decorator
@inline
export function addFlashDataCycles(count: u32): void {
  clock += count;
  flashDataExtra += count;
}

export function addExceptionCycles(count: u32): void {
  clock += count;
  exceptionCycles += count;
}

/** Leaves the run loop and goes on at a record later. */
export function exitTo(record: usize): usize {
  resume = record;
  return EXIT_RECORD;
}

/** Goes on, unless something asked for the run to stop after this instruction. */
// @ts-ignore: decorator
@inline
export function settled(next: usize): usize {
  return deadline == 0 ? exitTo(next) : next;
}

/** Ends the run after this instruction. The first reason wins. */
export function stop(reason: u32, address: u32): void {
  if (stopReason == STOP_NONE) {
    stopReason = reason;
    stopAddress = address;
    stoppedAt = current;
  }
  deadline = 0;
}

// @ts-ignore: decorator
@inline
export function setCurrent(record: usize): void {
  current = record;
}

export function setDeadline(cycle: i64): void {
  deadline = cycle;
}

export function clearStop(): void {
  stopReason = STOP_NONE;
  stopAddress = 0;
}

/** Returns to the host after this instruction: it has something to do before the deadline. */
export function requestStop(): void {
  stop(STOP_HOST, 0);
}

export function setPendingVector(wordAddress: i32): void {
  pendingVector = wordAddress;
  if (wordAddress >= 0 && (sreg & 0x80) != 0) deadline = 0;
}

export function releaseInterrupts(): void {
  interruptsHeld = false;
}

export function configureCore(returnAddressBytes: u32, ioStart: u32, words: u32): void {
  pcBytes = returnAddressBytes;
  ioBase = ioStart;
  programWords = words;
}

export function configureInterrupts(entryCycles: u32, masksI: bool): void {
  interruptCycles = entryCycles;
  interruptMasksI = masksI;
}

export function configureMappedFlash(base: u32, offset: u32, extraCycles: u32): void {
  mappedFlashBase = base;
  mappedFlashOffset = offset;
  mappedFlashExtra = extraCycles;
}

/** Time goes by without an instruction; inside one, the deadline may now be nearer than the run loop thinks. */
export function addFastForward(count: u64): void {
  clock += count;
  idleCycles += count;
  deadline = 0;
}
