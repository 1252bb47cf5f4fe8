import {
  AUX, CAUSE_BRANCH, CODE_PAGES, FETCHED_WORD, IMM, OP_WIDE, PAGE_BIAS, PAGE_PLAIN, RA, READ_PAGES, REGISTERS, REMAINING,
  RN, WRITE_PAGES,
} from './layout';
import { BLOCK_CYCLES, BLOCK_REACH, BLOCK_RUNS, BLOCK_SPARE, blockDelta, setOpenBlock, SPARE_LIMIT } from './blocks';
import { straddleRefillCycles } from './core';
import { fetchCached, wordOf } from './memory/flash';
import { lowerSp } from './execute/stack';
import { imm, setD, setN, valueD, valueM, valueN } from './state';
import { noteStored } from './system/stack-marks';
import { stall } from './time';

/*
 * What the quick loop is made of. None of it calls anything: a call in a loop makes the host's compiler keep the loop's
 * variables in memory. Whatever needs one is done by run.ts.
 */

// ---- entering the block that starts with the record `ip`

/** Something may be due in it, or it is not known. */
@inline export function mustWait(ip: usize): bool {
  return load<i32>(0, REMAINING) + load<i32>(ip + blockDelta, BLOCK_SPARE) <= SPARE_LIMIT;
}
/** Takes its words; false when one has to come from flash. */
@inline export function isFetched(ip: usize): bool {
  const word = wordOf(ip);
  const last = ip + load<u32>(ip + blockDelta, BLOCK_REACH);
  return (word == load<u32>(0, FETCHED_WORD) && word == wordOf(last)) || fetchCached(ip, last);
}
@inline export function enter(ip: usize): void {
  const block = ip + blockDelta;
  store<u32>(block, load<u32>(block, BLOCK_RUNS) + 1, BLOCK_RUNS);
  store<i32>(0, load<i32>(0, REMAINING) - load<i32>(block, BLOCK_CYCLES), REMAINING);
  setOpenBlock(ip);
}

// ---- branches

const LR: usize = REGISTERS + 14 * 4;

/** LR after a call. */
@inline export function link(ip: usize): void { store<u32>(LR, load<u32>(ip, AUX)); }
/** The record of a direct target. */
@inline export function target(ip: usize): usize { return load<u32>(ip, IMM); }
/** The refill of a conditional branch that is taken. */
@inline export function refill(ip: usize): void { stall(CAUSE_BRANCH, load<u8>(ip, RA)); }

// ---- loads and stores: where, whether memory is plain there, and the transfer

const FLAGS: u32 = 0xfff;
const PLAIN_OFFSET: usize = (PAGE_BIAS - PAGE_PLAIN) as usize;

@inline export function offset(ip: usize): u32 { return valueN(ip) + imm(ip); }
@inline export function indexed(ip: usize): u32 { return valueN(ip) + (valueM(ip) << imm(ip)); }
@inline export function summed(ip: usize): u32 { return valueN(ip) + valueM(ip); }
@inline export function base(ip: usize): u32 { return valueN(ip); }
@inline export function literal(ip: usize): u32 { return imm(ip); }
@inline export function readEntry(address: u32): u32 { return load<u32>((address >> 12) << 2, READ_PAGES); }
@inline export function writeEntry(address: u32): u32 { return load<u32>((address >> 12) << 2, WRITE_PAGES); }
@inline export function isSpecial<T>(entry: u32, address: u32): bool {
  return (((entry & FLAGS) ^ PAGE_PLAIN) | (address & ((sizeof<T>() as u32) - 1))) != 0;
}
@inline export function take<T>(ip: usize, place: u32): void { setD(ip, load<T>(place, PLAIN_OFFSET) as i32); }
@inline export function put<T>(ip: usize, place: u32): void { store<T>(place, valueD(ip) as T, PLAIN_OFFSET); }

// ---- several words at once, below PC: the list in imm, writeback in ra

const PAGE_MASK: u32 = 0xfff;
const SP: u32 = 13 << 2;

@inline export function listBytes(ip: usize): u32 { return popcnt(imm(ip)) << 2; }
/** Not all of them are plain memory of one page. */
@inline export function areSpecial(entry: u32, address: u32, bytes: u32): bool {
  return (((entry & FLAGS) ^ PAGE_PLAIN) | (address & 3)) != 0 || (address & PAGE_MASK) + bytes > PAGE_MASK + 1;
}
@inline export function takeList(ip: usize, first: u32): void {
  let place = first;
  for (let rest = imm(ip) & 0x7fff; rest != 0; rest &= rest - 1) {
    store<u32>(REGISTERS + (ctz(rest) << 2), load<u32>(place, PLAIN_OFFSET));
    place += 4;
  }
}
/** @param place where `first` is in the host's memory, less PLAIN_OFFSET */
@inline export function putList(ip: usize, first: u32, place: u32): void {
  noteStored(first);
  let at = place;
  for (let rest = imm(ip); rest != 0; rest &= rest - 1) {
    store<u32>(at, load<u32>(REGISTERS + (ctz(rest) << 2)), PLAIN_OFFSET);
    at += 4;
  }
}
@inline export function writeBack(ip: usize, address: u32): void {
  if (load<u8>(ip, RA) == 0) return;
  if (load<u8>(ip, RN) == SP) lowerSp(address);
  else setN(ip, address);
}

// ---- addresses loaded into the PC

/** The word that goes to the PC, the last of the list. */
@inline export function takePc(ip: usize, first: u32): u32 { return load<u32>(first + listBytes(ip) - 4, PLAIN_OFFSET); }
/** It returns from an exception, is none of a Thumb instruction, or nothing has been executed there so far. */
@inline export function isUnusual(address: u32): bool {
  const records = load<u32>((address >> 12) << 2, CODE_PAGES);
  return records == 0 || (address & 1) == 0 || load<u32>(recordAt(address) + blockDelta, BLOCK_SPARE) == 0;
}
@inline export function recordAt(address: u32): usize {
  return load<u32>((address >> 12) << 2, CODE_PAGES) + ((address & 0xffe) << 3);
}
/** The refill behind a load of the PC: timing/refill.ts, for a target that has been decoded. */
@inline export function refillFrom(address: u32, refill: u32): void {
  const straddles = (address & 2) != 0 && (load<u32>(recordAt(address)) & OP_WIDE) != 0;
  stall(CAUSE_BRANCH, straddles ? refill + straddleRefillCycles : refill);
}
