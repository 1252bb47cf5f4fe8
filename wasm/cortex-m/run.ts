import { conditionHolds } from './state';
import { pendingFault } from './fault';
import { CONDITION_SHIFT, IP_STOP, KEY_COUNTS, OP_FETCH, OP_MASK, OP_WIDE, REMAINING } from './layout';
import { fetchWord } from './memory/flash';
import { runRecords } from './run.generated';
import { enterException } from './system/exceptions';
import { nextException } from './system/interrupts';
import { clearStop, STOP_FAULT, STOP_SLICE, stop, stopReason } from './system/stop';
import { timerReachedZero } from './system/systick';
import { now, rearm, setSliceEnd, sliceIsOver, timerIsDue } from './time';
import { OP_WATCH } from './opcodes.generated';
import { classOfKey } from './timing/keys';

/* What the generated loop leaves to functions: accounting, conditions and fetches, events, slices. */

/** The record to go on from, and the one that was executed last. */
export let resumeAt: usize = 0;
export let lastExecuted: usize = 0;

export function setResume(ip: usize): void {
  resumeAt = ip;
}

/** Counts an instruction: its key, and its cycles. */
@inline export function account(head: u32): void {
  store<i32>(0, load<i32>(0, REMAINING) - ((head >> 24) as i32), REMAINING);
  const counter = KEY_COUNTS + (((head >> 16) & 0xff) << 3);
  store<u64>(counter, load<u64>(counter) + 1);
}

/** Fetches the flash words an instruction enters and asks its condition; false when it does not execute. */
@inline export function special(ip: usize, head: u32): bool {
  if (head & OP_FETCH) {
    fetchWord(ip);
    if (head & OP_WIDE) fetchWord(ip + 16);
  }
  const condition = (head >> CONDITION_SHIFT) & 0xf;
  if (condition == 0 || conditionHolds(condition - 1)) return true;
  accountSkipped(head);
  return false;
}

/** An instruction whose condition fails takes one cycle (Cortex-M4 TRM 3.3.1, IT). Its key is that of its class alone. */
function accountSkipped(head: u32): void {
  account(classKey(head) | (1 << 24));
}

@inline function classKey(head: u32): u32 {
  return classOfKey((head >> 16) & 0xff) << 16;
}

/** Called in front of the record `ip` when no cycles remain: events, or the end of the slice. */
export function leave(ip: usize, previous: usize): usize {
  if (pendingFault != 0) {
    stop(STOP_FAULT);
    return halt(previous, previous);
  }
  if (stopReason != STOP_SLICE) return halt(ip, previous);
  if (timerIsDue()) timerReachedZero();
  const exception = nextException();
  if (exception != 0) {
    const handler = enterException(exception, ip);
    return pendingFault != 0 ? leave(handler, previous) : handler;
  }
  if (sliceIsOver()) return halt(ip, previous);
  rearm();
  return ip;
}

function halt(ip: usize, previous: usize): usize {
  resumeAt = ip;
  lastExecuted = previous;
  return IP_STOP;
}

/** Runs until `cycles` more have passed or something needs the host; returns one of STOP_*. */
export function runFor(cycles: i64): u32 {
  clearStop();
  setSliceEnd(now() + cycles);
  rearm();
  const patched = liftWatch(resumeAt);
  if (patched != 0) {
    setSliceEnd(now() + 1);
    rearm();
    runRecords(resumeAt);
    restoreWatch(patched);
    if (stopReason != STOP_SLICE) return stopReason;
    setSliceEnd(now() + cycles);
    rearm();
  }
  runRecords(resumeAt);
  return stopReason;
}

// ---- watches: a record whose opcode is replaced, so that the loop comes back in front of it

const WATCH_LIMIT: u32 = 64;
const watched = new StaticArray<u32>(WATCH_LIMIT);
const originalHeads = new StaticArray<u32>(WATCH_LIMIT);
let watchCount: u32 = 0;

/** Watches a decoded record; false when there are too many. */
export function addWatch(ip: usize): bool {
  if (watchIndex(ip) >= 0) return true;
  if (watchCount == WATCH_LIMIT) return false;
  watched[watchCount] = ip as u32;
  originalHeads[watchCount] = load<u32>(ip);
  watchCount++;
  armWatch(ip);
  return true;
}

export function removeWatch(ip: usize): void {
  const index = watchIndex(ip);
  if (index < 0) return;
  store<u32>(ip, originalHeads[index]);
  watchCount--;
  watched[index] = watched[watchCount];
  originalHeads[index] = originalHeads[watchCount];
}

function watchIndex(ip: usize): i32 {
  for (let i: u32 = 0; i < watchCount; i++) {
    if (watched[i] == (ip as u32)) return i;
  }
  return -1;
}

@inline function armWatch(ip: usize): void {
  store<u32>(ip, (load<u32>(ip) & ~OP_MASK) | OP_WATCH);
}

/** Puts the instruction back under a watch that is about to be stepped over; returns its record, or 0. */
function liftWatch(ip: usize): usize {
  const index = watchIndex(ip);
  if (index < 0) return 0;
  store<u32>(ip, originalHeads[index]);
  return ip;
}

function restoreWatch(ip: usize): void {
  armWatch(ip);
}
