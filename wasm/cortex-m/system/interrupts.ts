import { basepri, faultmask, ipsr, primask } from './mode';
import { priorityGroup } from './control';
import { interruptRunLoop } from '../time';

/* Which exceptions wait, run and may interrupt: sections B1.5.4 and B3.4 of DDI 0403E. */

export const NMI: u32 = 2;
export const HARD_FAULT: u32 = 3;
export const SVCALL: u32 = 11;
export const PEND_SV: u32 = 14;
export const SYSTICK: u32 = 15;
export const FIRST_INTERRUPT: u32 = 16;
export const EXCEPTION_COUNT: u32 = 256;

const THREAD_PRIORITY: i32 = 256;

const pending = new StaticArray<u8>(EXCEPTION_COUNT);
const active = new StaticArray<u8>(EXCEPTION_COUNT);
const enabled = new StaticArray<u8>(EXCEPTION_COUNT);
const priorities = new StaticArray<u8>(EXCEPTION_COUNT);
let pendingCount: u32 = 0;

/** Priority bits that the part implements, at the top of the byte: 4 on the STM32 parts. */
let priorityMask: u32 = 0xf0;

export function isPending(exception: u32): bool {
  return pending[exception] != 0;
}

export function isActive(exception: u32): bool {
  return active[exception] != 0;
}

export function isEnabled(exception: u32): bool {
  return enabled[exception] != 0;
}

export function setEnabled(exception: u32, on: bool): void {
  enabled[exception] = on ? 1 : 0;
  interruptRunLoop();
}

/** Whether a peripheral holds the line of an interrupt. */
const lines = new StaticArray<u8>(EXCEPTION_COUNT);

/** A peripheral raises or drops its line: it pends when it rises, and again when its handler leaves it raised. */
export function setLine(exception: u32, on: bool): void {
  const rises = on && lines[exception] == 0;
  lines[exception] = on ? 1 : 0;
  if (rises) setPending(exception, true);
}

export function setPending(exception: u32, on: bool): void {
  if ((pending[exception] != 0) == on) return;
  pending[exception] = on ? 1 : 0;
  pendingCount += on ? 1 : -1;
  interruptRunLoop();
}

export function setActive(exception: u32, on: bool): void {
  active[exception] = on ? 1 : 0;
  if (!on && lines[exception] != 0) setPending(exception, true);
}

export function priorityOf(exception: u32): u32 {
  return priorities[exception];
}

export function setPriority(exception: u32, value: u32): void {
  priorities[exception] = (value & priorityMask) as u8;
  interruptRunLoop();
}

export function activeCount(): u32 {
  let count: u32 = 0;
  for (let i: u32 = 1; i < EXCEPTION_COUNT; i++) count += active[i];
  return count;
}

function groupPriority(value: u32): i32 {
  return (value & ~((2 << priorityGroup) - 1)) as i32;
}

function fullPriority(exception: u32): i32 {
  if (exception == NMI) return -2;
  if (exception == HARD_FAULT) return -1;
  return priorities[exception] as i32;
}

/** ExecutionPriority(): what an exception must be below to be taken. */
export function executionPriority(): i32 {
  let best = THREAD_PRIORITY;
  if (ipsr != 0) {
    for (let i: u32 = 2; i < EXCEPTION_COUNT; i++) {
      if (active[i] == 0) continue;
      const priority = fullPriority(i);
      best = min(best, priority < 0 ? priority : groupPriority(priority));
    }
  }
  if (basepri != 0) best = min(best, groupPriority(basepri));
  if (primask != 0) best = min(best, 0);
  if (faultmask != 0) best = min(best, -1);
  return best;
}

/** The waiting and enabled exception with the highest priority, the lowest number among equals; 0 when none waits. */
function highestPending(): u32 {
  if (pendingCount == 0) return 0;
  let chosen: u32 = 0;
  let best = THREAD_PRIORITY;
  for (let i: u32 = 2; i < EXCEPTION_COUNT; i++) {
    if (pending[i] == 0 || (i >= FIRST_INTERRUPT && enabled[i] == 0)) continue;
    const priority = fullPriority(i);
    if (priority < best) {
      best = priority;
      chosen = i;
    }
  }
  return chosen;
}

function groupPriorityOf(exception: u32): i32 {
  const priority = fullPriority(exception);
  return priority < 0 ? priority : groupPriority(priority);
}

/** The exception to take now, or 0. */
export function nextException(): u32 {
  const chosen = highestPending();
  return chosen != 0 && groupPriorityOf(chosen) < executionPriority() ? chosen : 0;
}

/** ICSR.VECTPENDING, section B3.2.4: BASEPRI and FAULTMASK hide an exception, PRIMASK and running ones do not. */
export function visiblePending(): u32 {
  const chosen = highestPending();
  if (chosen == 0) return 0;
  const priority = groupPriorityOf(chosen);
  if (faultmask != 0 && priority >= -1) return 0;
  return basepri != 0 && priority >= groupPriority(basepri) ? 0 : chosen;
}

/** Tells whether any interrupt waits, enabled or not. */
export function interruptIsPending(): bool {
  for (let i = FIRST_INTERRUPT; i < EXCEPTION_COUNT && pendingCount != 0; i++) {
    if (pending[i] != 0) return true;
  }
  return false;
}

/** Tells whether WFI has something to wake for: PRIMASK does not count (section B1.5.19). */
export function wakesFromSleep(): bool {
  for (let i: u32 = 2; i < EXCEPTION_COUNT && pendingCount != 0; i++) {
    if (pending[i] != 0 && (i < FIRST_INTERRUPT || enabled[i] != 0)) return true;
  }
  return false;
}

/** Tells whether an exception of this priority would be taken from here; SVC is a fault otherwise. */
export function canTake(exception: u32): bool {
  return groupPriority(priorities[exception]) < executionPriority();
}

export function resetInterrupts(priorityBits: u32): void {
  for (let i: u32 = 0; i < EXCEPTION_COUNT; i++) {
    pending[i] = 0;
    lines[i] = 0;
    active[i] = 0;
    enabled[i] = 0;
    priorities[i] = 0;
  }
  pendingCount = 0;
  priorityMask = (0xff00 >> priorityBits) & 0xff;
}
