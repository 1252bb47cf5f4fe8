import { decodeAt } from './decode/decode';
import { CONDITION_MASK, KEY_COUNTS, OP_FETCH, OP_MASK, OP_SPLIT, REMAINING } from './layout';
import { addressOf, endOfRecords, firstRecord, reserve } from './memory/regions';
import { fetchOrderMatters, slowestWord } from './memory/flash';
import { KIND_BRANCH, KIND_STOP, kindOf, OP_UNDECODED } from './opcodes.generated';

/*
 * A block is what is executed one after the other from a record on, up to a branch or to something the careful loop has
 * to do. Its cycles and keys are charged when it is entered, once for all its instructions: what has to be known at a
 * moment within it is settled first. Instructions in an IT block cost what their condition says and are charged alone.
 *
 * Each record has a place for the block that starts with it, `blockDelta` further on in memory.
 */

/** Least cycles of the block. */
export const BLOCK_CYCLES: usize = 0;
/** SPARE_LIMIT less the most cycles it may take: it is entered only when nothing is due sooner. 0: no block is known. */
export const BLOCK_SPARE: usize = 4;
/** From its first record to the one that holds its last halfword; the one behind it is the next to execute. */
export const BLOCK_REACH: usize = 8;
/** How often it was entered since it was found. */
export const BLOCK_RUNS: usize = 12;
/** More than REMAINING ever is. */
export const SPARE_LIMIT: i32 = 0x40000001;

const RECORD: usize = 16;
const LIST_LIMIT: u32 = 16384;
/** Memory full of zeros is one long run of instructions: it is taken in parts. */
const LONGEST_BLOCK: u32 = 256;

export let blockDelta: usize = 0;
/** The block under way, or 0: then time and counts are exact. */
export let openBlock: usize = 0;
/** The record that `settle` takes for the one being executed. */
export let currentRecord: usize = 0;

/** The first records of the blocks that are known. */
let known: usize = 0;
let knownCount: u32 = 0;

@inline export function setOpenBlock(ip: usize): void { openBlock = ip; }
@inline export function setCurrentRecord(ip: usize): void { currentRecord = ip; }
@inline export function following(ip: usize): usize { return ip + RECORD + ((load<u32>(ip) >> 5) & 16); }

/** Makes room for the blocks of all records there are. */
function setUpBlocks(): void {
  const bytes = endOfRecords() - firstRecord();
  blockDelta = reserve(bytes) - firstRecord();
  known = reserve(LIST_LIMIT * 4);
}

/** Finds the block that starts with the record `ip`; false when the careful loop has to execute that record. */
export function findBlock(ip: usize): bool {
  if (blockDelta == 0) setUpBlocks();
  if (load<u32>(ip + blockDelta, BLOCK_SPARE) != 0) return true;
  let cycles: u32 = 0;
  let need: u32 = 0;
  let at = ip;
  let reach: usize = 0;
  let length: u32 = 0;
  while (joins(ip, at)) {
    if (length++ == LONGEST_BLOCK) {
      split(at);
      break;
    }
    const head = load<u32>(at);
    const own = head >> 24;
    if ((head & CONDITION_MASK) == 0) cycles += own;
    need += mostCycles(own);
    reach = following(at) - RECORD - ip;
    at = following(at);
    if (kindOf(head & OP_MASK) == KIND_BRANCH) break;
  }
  if (need == 0) return false;
  if (knownCount == LIST_LIMIT) dropBlocks();
  store<u32>(known + knownCount++ * 4, ip as u32);
  const block = ip + blockDelta;
  store<u32>(block, cycles, BLOCK_CYCLES);
  store<i32>(block, SPARE_LIMIT - (need as i32), BLOCK_SPARE);
  store<u32>(block, reach as u32, BLOCK_REACH);
  store<u32>(block, 0, BLOCK_RUNS);
  return true;
}

/** Tells whether the record `at` belongs to the block that started with `first`. */
function joins(first: usize, at: usize): bool {
  if ((load<u32>(at) & OP_MASK) == OP_UNDECODED) decodeAt(addressOf(at));
  const head = load<u32>(at);
  if (kindOf(head & OP_MASK) == KIND_STOP) return false;
  if (at == first) return true;
  return (head & OP_SPLIT) == 0 && ((head & OP_FETCH) == 0 || !fetchOrderMatters());
}

/** Ends blocks in front of the record `at`; those that go past it are forgotten. */
function split(at: usize): void {
  dropBlocks();
  store<u32>(at, load<u32>(at) | OP_SPLIT);
}

/** The most an instruction of that many cycles may take: a divide or the FPU, and each word it moves or is read from. */
function mostCycles(cycles: u32): u32 {
  return cycles + 32 + (cycles + 4) * slowestWord();
}

@inline function add(head: u32, times: i64): void {
  const counter = KEY_COUNTS + (((head >> 16) & 0xff) << 3);
  store<i64>(counter, load<i64>(counter) + times);
}

/** Takes back what was charged for the part of the block under way that comes behind the current record. */
export function settle(): void {
  if (openBlock == 0) return;
  const last = openBlock + load<u32>(openBlock + blockDelta, BLOCK_REACH);
  openBlock = 0;
  let cycles: u32 = 0;
  for (let ip = following(currentRecord); ip <= last; ip = following(ip)) {
    const head = load<u32>(ip);
    if (head & CONDITION_MASK) continue;
    cycles += head >> 24;
    add(head, -1);
  }
  store<i32>(0, load<i32>(0, REMAINING) + (cycles as i32), REMAINING);
}

/** Brings time and counts up to date and forgets every block: before records change, or counts are read. */
export function dropBlocks(): void {
  settle();
  for (let i: u32 = 0; i < knownCount; i++) drop(load<u32>(known + i * 4));
  knownCount = 0;
}

function drop(first: usize): void {
  const block = first + blockDelta;
  const runs = load<u32>(block, BLOCK_RUNS);
  const last = first + load<u32>(block, BLOCK_REACH);
  for (let ip = first; ip <= last; ip = following(ip)) {
    const head = load<u32>(ip);
    if ((head & CONDITION_MASK) == 0) add(head, runs);
  }
  store<u32>(block, 0, BLOCK_SPARE);
}
