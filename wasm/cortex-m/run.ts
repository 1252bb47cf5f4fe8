import { conditionHolds } from './state';
import {
  BLOCK_CYCLES, BLOCK_REACH, BLOCK_RUNS, BLOCK_SPARE, blockDelta, currentRecord, findBlock, following,
  openBlock, setCurrentRecord, setOpenBlock, SPARE_LIMIT,
} from './blocks';
import { decodeAt } from './decode/decode';
import { execute } from './execute.generated';
import { pendingFault } from './fault';
import {
  AT_BLOCK, AT_TARGET, CONDITION_MASK, CONDITION_SHIFT, IP_STOP, KEY_COUNTS, OP_FETCH, OP_MASK, OP_SPLIT, OP_WIDE, QUICK_MASK, REMAINING,
} from './layout';
import { fetchCached, fetchWord, fetchOrderMatters } from './memory/flash';
import { addressOf } from './memory/regions';
import { KIND_BRANCH, KIND_STOP, kindOf, OP_UNDECODED } from './opcodes.generated';
import { runQuickly } from './quick.generated';
import { enterException } from './system/exceptions';
import { nextException } from './system/interrupts';
import { clearStop, STOP_FAULT, STOP_SLICE, stop, stopReason } from './system/stop';
import { timerReachedZero } from './system/systick';
import { interruptRunLoop, now, rearm, setSliceEnd, sliceIsOver, timerIsDue } from './time';
import { classOfKey } from './timing/keys';
import { beginStep, endStep, isTracing } from './trace';
import { considerWaiting, lookForWaiting, takesLook } from './waiting';
import { armWatch, isWatched, liftWatch } from './watches';

/*
 * Two loops execute the same instructions. The quick one goes from block to block while nothing is due (blocks.ts); the
 * careful one takes one instruction, looks at everything in front of it, and lets events happen.
 */

/** The record to go on from, and the one that was executed last. */
export let resumeAt: usize = 0;
export let lastExecuted: usize = 0;

export function setResume(ip: usize): void {
  resumeAt = ip;
}

let quick: bool = true;

/** Says whether the quick loop is used: both come to the same result, which a test holds them to. */
export function setQuick(on: bool): void {
  quick = on;
}

/** Executes from `start` on until the machine stops. */
function run(start: usize): void {
  let ip = start;
  do {
    if (isTracing) ip = runTraced(ip);
    else {
      if (quick && takesLook()) ip = lookForWaiting(ip);
      if (quick && ip != IP_STOP) ip = runBlocks(ip);
      if (ip != IP_STOP) ip = runCarefully(ip);
    }
  } while (ip != IP_STOP);
}

// ---- the careful loop

/** Executes the instructions up to the next word of flash, as far as they are one behind the other. */
function runCarefully(start: usize): usize {
  let ip = start;
  let previous = start;
  do {
    previous = ip;
    ip = step(ip);
  } while (ip == following(previous) && (load<u32>(ip) & OP_FETCH) == 0);
  return ip;
}

/** Executes one instruction, or what is due in front of it; returns the record to go on with, or IP_STOP. */
export function step(ip: usize): usize {
  if (load<i32>(0, REMAINING) <= 0) return leave(ip, currentRecord);
  setCurrentRecord(ip);
  const head = load<u32>(ip);
  if (head & OP_FETCH) {
    fetchWord(ip);
    if (head & OP_WIDE) fetchWord(ip + 16);
  }
  if (!accountConditional(head)) return following(ip);
  return execute(ip);
}

/** Executes instructions with a look at what each has cost, until the machine stops. */
function runTraced(start: usize): usize {
  let ip = start;
  while (ip != IP_STOP) ip = stepTraced(ip);
  return ip;
}

function stepTraced(ip: usize): usize {
  beginStep();
  const next = step(ip);
  endStep(ip, next);
  return next;
}

/** Asks the condition of an instruction and counts it; false when it does not execute. */
function accountConditional(head: u32): bool {
  const condition = (head & CONDITION_MASK) >> CONDITION_SHIFT;
  const holds = condition == 0 || conditionHolds(condition - 1);
  // An instruction whose condition fails takes one cycle (Cortex-M4 TRM 3.3.1, IT). Its key is that of its class alone.
  account(holds ? head : (classOfKey((head >> 16) & 0xff) << 16) | (1 << 24));
  return holds;
}

/** Counts an instruction: its key, and its cycles. */
@inline function account(head: u32): void {
  store<i32>(0, load<i32>(0, REMAINING) - ((head >> 24) as i32), REMAINING);
  const counter = KEY_COUNTS + (((head >> 16) & 0xff) << 3);
  store<u64>(counter, load<u64>(counter) + 1);
}

// ---- the quick loop

/** Executes blocks from the record `start` on, as far as it can; returns the record for the careful loop. */
function runBlocks(start: usize): usize {
  let ip = start;
  while (enterBlock(ip)) {
    do {
      ip = runQuickly(ip, quickMask());
      if ((ip & AT_BLOCK) == 0) ip = executeInBlock(ip);
    } while ((ip & AT_BLOCK) == 0);
    setOpenBlock(0);
    const isTarget = (ip & AT_TARGET) == AT_TARGET;
    ip &= ~AT_TARGET;
    // A branch fetches its target before anything else can happen.
    if (isTarget) fetchWord(ip);
  }
  return ip;
}

/** While the prefetcher is on, an instruction that enters a flash word begins a block. */
@inline function quickMask(): u32 {
  return fetchOrderMatters() ? QUICK_MASK | OP_FETCH : QUICK_MASK;
}

/** Charges the block that starts with `ip` and opens it; false when something is due, or for the careful loop. */
function enterBlock(ip: usize): bool {
  if (!findBlock(ip)) return false;
  const block = ip + blockDelta;
  if (load<i32>(0, REMAINING) + load<i32>(block, BLOCK_SPARE) <= SPARE_LIMIT) return false;
  if (!fetchCached(ip, ip + load<u32>(block, BLOCK_REACH))) return false;
  store<u32>(block, load<u32>(block, BLOCK_RUNS) + 1, BLOCK_RUNS);
  store<i32>(0, load<i32>(0, REMAINING) - load<i32>(block, BLOCK_CYCLES), REMAINING);
  setOpenBlock(ip);
  return true;
}

/** An instruction that begins a block although none ends in front of it. */
@inline function endsBlock(head: u32): bool {
  return (head & OP_SPLIT) != 0 || ((head & OP_FETCH) != 0 && fetchOrderMatters());
}

/** Executes one instruction that the quick loop cannot; returns the record to go on with, with AT_BLOCK behind a block. */
function executeInBlock(ip: usize): usize {
  const head = load<u32>(ip);
  const kind = kindOf(head & OP_MASK);
  if (kind == KIND_STOP || (ip != openBlock && endsBlock(head))) return ip | AT_BLOCK;
  setCurrentRecord(ip);
  const executes = (head & CONDITION_MASK) == 0 || accountConditional(head);
  const next = executes ? execute(ip) : following(ip);
  // Time was asked for: the rest of the block was taken back, and begins one of its own.
  return kind == KIND_BRANCH || openBlock == 0 ? next | AT_BLOCK : next;
}

// ---- events and slices

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
  considerWaiting();
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
  const first = resumeAt;
  if (isWatched(first)) {
    if ((load<u32>(first) & OP_MASK) == OP_UNDECODED) decodeAt(addressOf(first));
    liftWatch(first);
    const next = isTracing ? stepTraced(first) : step(first);
    armWatch(first);
    if (next == IP_STOP) return stopReason;
    resumeAt = next;
  }
  // The host may have raised an interrupt since the last slice.
  interruptRunLoop();
  run(resumeAt);
  return stopReason;
}
