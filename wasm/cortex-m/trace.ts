import { following } from './blocks';
import { drainTrace } from './host';
import { IP_STOP, KEY_MEANINGS, STALLS } from './layout';
import { addressOf, reserve } from './memory/regions';
import { register } from './state';
import { entryCount } from './system/exceptions';
import { ipsr } from './system/mode';
import { lowestMainSp } from './system/stack-marks';
import { now } from './time';
import { classOfKey } from './timing/keys';

/*
 * What a profile is made from: a row for each stretch of instructions that were executed one behind the other, with
 * what they cost by cause and how they were left. The host takes the rows when the buffer is full, and after each slice.
 */

/** Words of a row: how it was left, where to, from which instruction, SP and LR there, lowest main SP so far, cycles by cause, SP before. */
const ROW_WORDS: u32 = 16;
const ROW_LIMIT: u32 = 4096;
const CAUSES: u32 = 8;
const FIRST_CAUSE: usize = 6 * 4;

export const LEFT_BY_JUMP: u32 = 0;
export const LEFT_BY_CALL: u32 = 1;
export const LEFT_BY_ENTRY: u32 = 2;
export const LEFT_BY_RETURN: u32 = 3;
/** From one handler to the next, without a return between them. */
export const LEFT_BY_CHAIN: u32 = 4;

/** Of the instructions that call: its place in `instructionClasses` of src/simulate/types.ts. */
const CLASS_CALL: u32 = 8;

export let isTracing: bool = false;
let rows: usize = 0;
let rowCount: u32 = 0;
/** Stalls by cause at the end of the last row, behind the rows. */
let stallsBefore: usize = 0;

export function setTracing(on: bool): void {
  if (rows == 0) {
    rows = reserve((ROW_LIMIT * ROW_WORDS + 2 * CAUSES) * 4);
    stallsBefore = rows + ROW_LIMIT * ROW_WORDS * 4;
  }
  isTracing = on;
  rowCount = 0;
  clearRow();
  memory.copy(stallsBefore, STALLS, CAUSES * 8);
}

/** Where the rows are. */
export function traceRows(): usize {
  return rows;
}

@inline function row(): usize { return rows + rowCount * (ROW_WORDS * 4); }

function clearRow(): void {
  memory.fill(row(), 0, ROW_WORDS * 4);
}

@inline function charge(cause: u32, cycles: u32): void {
  const at = row() + FIRST_CAUSE + (cause << 2);
  store<u32>(at, load<u32>(at) + cycles);
}

/** A moment in front of an instruction, for `traceStep`. */
let cyclesBefore: i64 = 0;
let stalledBefore: u64 = 0;
let entriesBefore: u32 = 0;
let modeBefore: u32 = 0;
let stackBefore: u32 = 0;

function stalled(): u64 {
  let sum: u64 = 0;
  for (let cause: u32 = 0; cause < CAUSES; cause++) sum += load<u64>(STALLS + (cause << 3));
  return sum;
}

/** Called in front of each step of the careful loop. */
export function beginStep(): void {
  cyclesBefore = now();
  stalledBefore = stalled();
  entriesBefore = entryCount;
  modeBefore = ipsr;
  stackBefore = register(13);
}

/** Called behind each step: from the record `ip`, with the head it had when it was done, to the record `next`. */
export function endStep(ip: usize, next: usize): void {
  const head = load<u32>(ip);
  // Without the stalls: what the instruction was known to take, or nothing when something else happened instead.
  const own = ((now() - cyclesBefore) as u32) - ((stalled() - stalledBefore) as u32);
  if (own > 0) {
    charge(0, 1);
    charge(load<u8>(KEY_MEANINGS + ((head >> 16) & 0xff) * 4, 1), own - 1);
  }
  if (next == IP_STOP || next == following(ip) && ipsr == modeBefore) return;
  if (next == ip && own == 0) return;
  endRow(howLeft(head, own > 0), ip, next);
}

function howLeft(head: u32, wasExecuted: bool): u32 {
  if (entryCount != entriesBefore) return wasExecuted ? LEFT_BY_CHAIN : LEFT_BY_ENTRY;
  if (ipsr != modeBefore) return LEFT_BY_RETURN;
  return wasExecuted && classOfKey((head >> 16) & 0xff) == CLASS_CALL ? LEFT_BY_CALL : LEFT_BY_JUMP;
}

function endRow(how: u32, ip: usize, next: usize): void {
  const at = row();
  store<u32>(at, how);
  store<u32>(at, addressOf(next), 4);
  store<u32>(at, addressOf(ip), 8);
  store<u32>(at, register(13), 12);
  store<u32>(at, register(14), 16);
  store<u32>(at, lowestMainSp(), 20);
  store<u32>(at, stackBefore, 56);
  chargeStalls();
  rowCount++;
  if (rowCount == ROW_LIMIT) flushRows();
  else clearRow();
}

function chargeStalls(): void {
  for (let cause: u32 = 0; cause < CAUSES; cause++) {
    const total = load<u64>(STALLS + (cause << 3));
    charge(cause, (total - load<u64>(stallsBefore + (cause << 3))) as u32);
    store<u64>(stallsBefore + (cause << 3), total);
  }
}

/** Hands the host the rows there are. */
function flushRows(): void {
  const count = rowCount;
  rowCount = 0;
  drainTrace(count);
  clearRow();
}

/** Ends the row under way in front of the record `ip`, so that the host has all there is. */
export function completeTrace(ip: usize): void {
  if (!isTracing || ip == 0) return;
  endRow(LEFT_BY_JUMP, ip, ip);
  if (rowCount > 0) flushRows();
}
