import { settle } from './blocks';
import { REMAINING, STALLS } from './layout';

/** The cycle at which REMAINING reaches zero; what has passed since reset is the difference. */
export let deadline: i64 = 0;
/** The cycle at which the host wants to be asked again. */
let sliceEnd: i64 = 0;
/** The cycle at which SysTick reaches zero, or far away. */
let timerDue: i64 = i64.MAX_VALUE;

/** REMAINING is 32 bits: a later event is approached in steps. */
const LONGEST_STEP: i64 = 1 << 30;

/** Cycles since reset. */
export function now(): i64 {
  settle();
  return deadline - (load<i32>(0, REMAINING) as i64);
}

/** Adds cycles the decoder could not foresee, and names their cause. */
@inline export function stall(cause: u32, cycles: u32): void {
  store<i32>(0, load<i32>(0, REMAINING) - (cycles as i32), REMAINING);
  const counter = STALLS + (cause << 3);
  store<u64>(counter, load<u64>(counter) + (cycles as u64));
}

/** Takes cycles back that the decoder counted and that this execution does not take. */
export function refund(cause: u32, cycles: u32): void {
  store<i32>(0, load<i32>(0, REMAINING) + (cycles as i32), REMAINING);
  const counter = STALLS + (cause << 3);
  store<u64>(counter, load<u64>(counter) - (cycles as u64));
}

/** Makes the run loop look for events before the next instruction. */
export function interruptRunLoop(): void {
  deadline = now();
  store<i32>(0, 0, REMAINING);
}

/** Lets the run loop go on until the next thing that is due. */
export function rearm(): void {
  const at = now();
  const target = min(sliceEnd, timerDue) - at;
  const step = max<i64>(min(target, LONGEST_STEP), 0);
  deadline = at + step;
  store<i32>(0, step as i32, REMAINING);
}

/** Ends the slice at that cycle, if it would go on for longer. */
export function endSliceAt(cycle: f64): void {
  if ((cycle as i64) >= sliceEnd) return;
  sliceEnd = cycle as i64;
  interruptRunLoop();
}

export function setSliceEnd(cycle: i64): void {
  sliceEnd = cycle;
}

export function sliceIsOver(): bool {
  return now() >= sliceEnd;
}

export function setTimerDue(cycle: i64): void {
  timerDue = cycle;
  // The run loop has been told of what was due before.
  if (cycle < deadline) interruptRunLoop();
}

export function timerIsDue(): bool {
  return now() >= timerDue;
}

export function resetTime(): void {
  deadline = 0;
  sliceEnd = 0;
  timerDue = i64.MAX_VALUE;
  store<i32>(0, 0, REMAINING);
}
