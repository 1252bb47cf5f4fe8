import { dispatch } from './dispatch.generated';
import { enterInterrupt, interruptDue } from './interrupts';
import { RECORDS, RECORD_BYTES, ROW_COUNTS } from './layout';
import { addCycles, cycles, deadline, interruptsHeld, releaseInterrupts, setDeadline, stopReason } from './state';

/** The record that is next; kept between slices. */
let next: usize = RECORDS;

export function programCounter(): u32 {
  return u32((next - RECORDS) / RECORD_BYTES);
}

export function setProgramCounter(wordAddress: u32): void {
  next = RECORDS + usize(wordAddress) * RECORD_BYTES;
}

/**
 * Executes until `untilCycle` or until something needs the host; returns the stop reason, 0 for the deadline.
 * The instruction under way always completes.
 */
export function runUntil(untilCycle: u64): u32 {
  setDeadline(untilCycle);
  do {
    if (interruptDue()) next = enterInterrupt(next);
    // Released before the one instruction that is still executed: it may itself hold interrupts anew.
    if (interruptsHeld) {
      releaseInterrupts();
      setDeadline(0);
    }
    next = runSlice(next);
    setDeadline(untilCycle);
  } while (stopReason == 0 && cycles < untilCycle);
  return stopReason;
}

/** Takes an interrupt that is due, so that the program counter tells which instruction is next. */
export function takeDueInterrupt(): void {
  if (interruptDue()) next = enterInterrupt(next);
}

/** At least one instruction, then on while the deadline is ahead. */
function runSlice(from: usize): usize {
  let record = from;
  do {
    const row: usize = load<u8>(record, 1);
    store<u64>(ROW_COUNTS + (row << 3), load<u64>(ROW_COUNTS + (row << 3)) + 1);
    addCycles(load<u8>(record, 2));
    record = dispatch(record);
  } while (cycles < deadline);
  return record;
}
