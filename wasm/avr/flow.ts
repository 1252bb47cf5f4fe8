import { ENTRIES, RECORDS, RECORD_BYTES } from './layout';
import { clock, deadline, exitTo, moveClock } from './state';

/** Static cycles from the first record to this one. */
// @ts-ignore: decorator
@inline
export function before(record: usize): u32 {
  return load<u32>(record, 8);
}

/** An upper bound of `before` plus extra cycles up to the next unconditional jump. */
// @ts-ignore: decorator
@inline
export function endOfRun(record: usize): u32 {
  return load<u32>(record, 12) & 0xffffff;
}

// @ts-ignore: decorator
@inline
function staticCycles(record: usize): u32 {
  return load<u8>(record, 2);
}

/** Cycles since reset when the instruction of a record begins. */
export function cyclesAt(record: usize): i64 {
  return clock + i64(before(record));
}

// @ts-ignore: decorator
@inline
function count(record: usize, times: i64): void {
  const entry = ENTRIES + ((record - RECORDS) >> 1);
  store<i64>(entry, load<i64>(entry) + times);
}

/** Straight-line execution begins at a record. */
export function enterAt(record: usize): void {
  count(record, 1);
}

/** Straight-line execution ends in front of a record. */
export function leaveBefore(record: usize): void {
  count(record, -1);
}

/** Lets a jump to itself, which is next, be executed that many times. */
export function repeatInstruction(wordAddress: u32, times: f64): void {
  const record = RECORDS + usize(wordAddress) * RECORD_BYTES;
  count(record, i64(times));
  count(record + RECORD_BYTES, -i64(times));
  moveClock(i64(times) * staticCycles(record));
}

/** Goes from an instruction to a record that does not follow it, `extra` cycles beyond the instruction's own later. */
// @ts-ignore: decorator
@inline
export function go(record: usize, to: usize, extra: u32): usize {
  count(record + RECORD_BYTES, -1);
  count(to, 1);
  moveClock(i64(before(record) + staticCycles(record) + extra) - i64(before(to)));
  return clock + i64(endOfRun(to)) > deadline ? exitTo(to) : to;
}

/** The record after an instruction of two words: the second word is no instruction. */
// @ts-ignore: decorator
@inline
export function passSecondWord(record: usize): usize {
  const to = record + 2 * RECORD_BYTES;
  count(record + RECORD_BYTES, -1);
  count(to, 1);
  moveClock(i64(before(record) + staticCycles(record)) - i64(before(to)));
  return to;
}
