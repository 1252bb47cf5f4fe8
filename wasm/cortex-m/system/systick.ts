import { now, setTimerDue } from '../time';
import { setPending, SYSTICK } from './interrupts';

/* The system timer: section B3.3 of DDI 0403E. Its external clock is the core's by eight, as on the STM32 parts. */

const ENABLE: u32 = 1;
const TICKINT: u32 = 2;
const CLKSOURCE: u32 = 4;
const COUNTFLAG: u32 = 1 << 16;
const NEVER: i64 = i64.MAX_VALUE;

let csr: u32 = 0;
let reload: u32 = 0;
/** The count while the timer stands, and the cycle at which it reaches zero while it runs. */
let stopped: u32 = 0;
let zeroAt: i64 = NEVER;

function cyclesPerTick(): i64 {
  return csr & CLKSOURCE ? 1 : 8;
}

export function readCurrent(): u32 {
  if ((csr & ENABLE) == 0 || zeroAt == NEVER) return stopped;
  return max<i64>((zeroAt - now()) / cyclesPerTick(), 0) as u32;
}

/** Reading clears COUNTFLAG. */
export function readCsr(): u32 {
  const value = csr;
  csr &= ~COUNTFLAG;
  return value;
}

export function readReload(): u32 {
  return reload;
}

export function writeReload(value: u32): void {
  reload = value & 0xffffff;
  if (csr & ENABLE && zeroAt == NEVER) schedule(reload);
}

/** Any write clears the count and COUNTFLAG; the next tick reloads. */
export function writeCurrent(): void {
  csr &= ~COUNTFLAG;
  stopped = 0;
  if (csr & ENABLE) schedule(reload + 1);
}

export function writeCsr(value: u32): void {
  const current = readCurrent();
  const wasEnabled = (csr & ENABLE) != 0;
  csr = (csr & COUNTFLAG) | (value & 7);
  if ((csr & ENABLE) == 0) {
    stopped = current;
    zeroAt = NEVER;
    setTimerDue(NEVER);
  } else if (!wasEnabled) {
    schedule(stopped == 0 ? reload + 1 : stopped);
  }
}

function schedule(ticks: u32): void {
  zeroAt = reload == 0 ? NEVER : now() + (ticks as i64) * cyclesPerTick();
  setTimerDue(zeroAt);
}

/** The count has reached zero: flags it and starts over. */
export function timerReachedZero(): void {
  csr |= COUNTFLAG;
  if (csr & TICKINT) setPending(SYSTICK, true);
  zeroAt += ((reload + 1) as i64) * cyclesPerTick();
  setTimerDue(zeroAt);
}

export function timerInterrupts(): bool {
  return zeroAt != NEVER && (csr & TICKINT) != 0;
}

export function resetTimer(): void {
  csr = 0;
  reload = 0;
  stopped = 0;
  zeroAt = NEVER;
}
