import { executeOne, executeRun } from './dispatch.generated';
import { cyclesAt, endOfRun, enterAt, leaveBefore } from './flow';
import { enterInterrupt, interruptDue } from './interrupts';
import { EXIT_RECORD, RECORDS, RECORD_BYTES } from './layout';
import { clock, deadline, interruptsHeld, moveClock, releaseInterrupts, resume, setCurrent, setDeadline, stopReason } from './state';

/** The record that is next; kept between slices. */
let next: usize = RECORDS;

export function programCounter(): u32 {
  return u32((next - RECORDS) / RECORD_BYTES);
}

export function setProgramCounter(wordAddress: u32): void {
  moveTo(RECORDS + usize(wordAddress) * RECORD_BYTES);
}

/** Goes on somewhere else at the same cycle. */
function moveTo(record: usize): void {
  moveClock(cyclesAt(next) - cyclesAt(record));
  next = record;
  setCurrent(record);
}

/** Counters cross to the host as doubles: exact to 2^53. */
export function cycleCount(): f64 {
  return f64(cyclesAt(next));
}

/**
 * Executes until `untilCycle` or until something needs the host; returns the stop reason, 0 for the deadline.
 * The instruction under way always completes.
 */
export function runUntil(untilCycle: i64): u32 {
  setDeadline(untilCycle);
  do {
    takeDueInterrupt();
    // Released before the one instruction that is still executed: it may itself hold interrupts anew.
    if (interruptsHeld) {
      releaseInterrupts();
      setDeadline(0);
    }
    enterAt(next);
    next = execute(next);
    leaveBefore(next);
    setDeadline(untilCycle);
  } while (stopReason == 0 && cyclesAt(next) < untilCycle);
  setCurrent(next);
  return stopReason;
}

/** As far as the deadline surely lets it, at least one instruction; returns the record that is next. */
function execute(record: usize): usize {
  const after = clock + i64(endOfRun(record)) > deadline ? executeOne(record) : executeRun(record);
  return after == EXIT_RECORD ? resume : after;
}

/** Takes an interrupt that is due, so that the program counter tells which instruction is next. */
export function takeDueInterrupt(): void {
  if (interruptDue()) moveTo(enterInterrupt(next));
}
