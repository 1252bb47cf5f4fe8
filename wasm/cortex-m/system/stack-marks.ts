import { switchProcessStack } from '../host';
import { LOWEST_SP } from '../layout';

/*
 * How deep each stack got. LOWEST_SP is the mark of what uses SP at the moment, so that lowering SP is one compare: a
 * thread on the main stack, a thread on a process stack, or handlers, which are on the main stack.
 */

export const USE_MAIN: u32 = 0;
export const USE_PROCESS: u32 = 1;
export const USE_HANDLER: u32 = 2;

const NONE: u32 = 0xffffffff;
/** RTOS ports keep registers below the process stack pointer before they move it: at most this many bytes. */
const CONTEXT_LIMIT: u32 = 256;

let use: u32 = USE_MAIN;
let lowestMain: u32 = NONE;
let lowestProcess: u32 = NONE;
let lowestHandler: u32 = NONE;
/** The main stack pointer when a thread was interrupted, and the most that handlers took below it. */
let handlerBase: u32 = NONE;
let handlerPeak: u32 = 0;
/** The process stack pointer was set by a handler: only the return from it tells where that stack begins. */
let isProcessStackNew: bool = false;

@inline function mark(): u32 { return load<u32>(0, LOWEST_SP); }

/** Keeps the mark of what used SP until now and takes that of what uses it from now on. */
export function setStackUse(next: u32): void {
  if (next == use) return;
  if (use == USE_MAIN) lowestMain = mark();
  else if (use == USE_PROCESS) lowestProcess = mark();
  else leaveHandlers();
  use = next;
  store<u32>(0, next == USE_MAIN ? lowestMain : next == USE_PROCESS ? lowestProcess : handlerBase, LOWEST_SP);
}

function leaveHandlers(): void {
  lowestHandler = min(lowestHandler, mark());
  handlerPeak = max(handlerPeak, handlerBase - mark());
}

/** Called with the main stack pointer when a thread is interrupted, before anything is stacked. */
export function beginHandlers(mainSp: u32): void {
  handlerBase = mainSp;
}

/** Lowest main stack pointer so far, of threads and handlers. */
export function lowestMainSp(): u32 {
  const now = use == USE_PROCESS ? NONE : mark();
  return min(now, min(lowestMain, lowestHandler));
}

export function setLowestMainSp(value: u32): void {
  lowestMain = value;
  lowestHandler = NONE;
  if (use != USE_PROCESS) store<u32>(0, value, LOWEST_SP);
}

/** Most bytes that handlers, and those that interrupted them, took of the main stack. */
export function handlerPeakBytes(): u32 {
  return use == USE_HANDLER ? max(handlerPeak, handlerBase - mark()) : handlerPeak;
}

/** Lowest value of the process stack pointer since the host was told of another. */
export function lowestProcessSp(): u32 {
  return use == USE_PROCESS ? mark() : lowestProcess;
}

/** MSR wrote the process stack pointer: what it was set to may be another stack. */
export function processStackSet(value: u32): void {
  switchProcessStack(value, lowestProcessSp());
  isProcessStackNew = use == USE_HANDLER;
  if (use == USE_PROCESS) store<u32>(0, value, LOWEST_SP);
  else lowestProcess = value;
}

/** A thread goes on with its process stack at `value`, behind what the exception had stacked. */
export function processStackResumed(value: u32): void {
  if (!isProcessStackNew) return;
  isProcessStackNew = false;
  switchProcessStack(value, NONE);
}

/** Several registers were stored from `address` on by other means than PUSH. */
@inline export function noteStored(address: u32): void {
  if (use == USE_HANDLER && lowestProcess - address <= CONTEXT_LIMIT) lowestProcess = min(lowestProcess, address);
}

export function resetStackMarks(mainSp: u32): void {
  use = USE_MAIN;
  lowestMain = mainSp;
  lowestProcess = NONE;
  lowestHandler = NONE;
  handlerBase = mainSp;
  handlerPeak = 0;
  isProcessStackNew = false;
  store<u32>(0, mainSp, LOWEST_SP);
}
