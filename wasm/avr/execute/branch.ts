import { popPc, pushPc, readIo } from '../data-space';
import { RECORDS, RECORD_BYTES } from '../layout';
import { Z, fieldD, immediate, pair, reg } from '../registers';
import { go } from '../flow';
import { STOP_LOOP, STOP_PC_RANGE, STOP_WATCH, eind, exitTo, programWords, setCurrent, sreg, stop } from '../state';
import { endInterrupt } from '../interrupts';

// Control flow takes the record and the one that follows it, and returns the record to go on with.
// Direct targets sit in `imm` as offsets from the first record.

/** The record of an address that was computed; the host checked the direct ones when it decoded them. */
// @ts-ignore: decorator
@inline
function recordAt(word: u32): usize {
  if (word < programWords) return RECORDS + usize(word) * RECORD_BYTES;
  stop(STOP_PC_RANGE, word);
  return RECORDS;
}

// @ts-ignore: decorator
@inline
function target(record: usize): usize {
  return RECORDS + immediate(record);
}

// @ts-ignore: decorator
@inline
function wordAddress(record: usize): u32 {
  return u32((record - RECORDS) / RECORD_BYTES);
}

// @ts-ignore: decorator
@inline
function extendedZ(): u32 {
  return (eind << 16) | pair(Z);
}

// @ts-ignore: decorator
@inline
export function RJMP(record: usize, _next: usize): usize {
  return go(record, target(record), 0);
}

// @ts-ignore: decorator
@inline
export function JMP(record: usize, _next: usize): usize {
  return go(record, target(record), 0);
}

// @ts-ignore: decorator
@inline
export function IJMP(record: usize, _next: usize): usize {
  return go(record, recordAt(pair(Z)), 0);
}

// @ts-ignore: decorator
@inline
export function EIJMP(record: usize, _next: usize): usize {
  return go(record, recordAt(extendedZ()), 0);
}

// @ts-ignore: decorator
@inline
export function RCALL(record: usize, next: usize): usize {
  pushPc(record, wordAddress(next));
  return go(record, target(record), 0);
}

// @ts-ignore: decorator
@inline
export function CALL(record: usize, next: usize): usize {
  pushPc(record, wordAddress(next));
  return go(record, target(record), 0);
}

// @ts-ignore: decorator
@inline
export function ICALL(record: usize, next: usize): usize {
  pushPc(record, wordAddress(next));
  return go(record, recordAt(pair(Z)), 0);
}

// @ts-ignore: decorator
@inline
export function EICALL(record: usize, next: usize): usize {
  pushPc(record, wordAddress(next));
  return go(record, recordAt(extendedZ()), 0);
}

// @ts-ignore: decorator
@inline
export function RET(record: usize, _next: usize): usize {
  return go(record, recordAt(popPc(record)), 0);
}

// @ts-ignore: decorator
@inline
export function RETI(record: usize, _next: usize): usize {
  const to = recordAt(popPc(record));
  setCurrent(record);
  endInterrupt();
  return go(record, to, 0);
}

/** A branch costs one cycle more when it is taken. */
// @ts-ignore: decorator
@inline
function branchIf(taken: bool, record: usize, next: usize): usize {
  return taken ? go(record, target(record), 1) : next;
}

/** BRBS and BRBC: the mask of the bit in `d`. */
// @ts-ignore: decorator
@inline
export function BRBS(record: usize, next: usize): usize {
  return branchIf((sreg & fieldD(record)) != 0, record, next);
}

// @ts-ignore: decorator
@inline
export function BRBC(record: usize, next: usize): usize {
  return branchIf((sreg & fieldD(record)) == 0, record, next);
}

/** A skip costs one cycle more for each word passed over; the host put that count in bits 16.. of `imm`. */
// @ts-ignore: decorator
@inline
function skipIf(skip: bool, record: usize, next: usize): usize {
  if (!skip) return next;
  const words = immediate(record) >> 16;
  return go(record, next + usize(words) * RECORD_BYTES, words);
}

// @ts-ignore: decorator
@inline
function low16(record: usize): u32 {
  return immediate(record) & 0xffff;
}

// @ts-ignore: decorator
@inline
export function CPSE(record: usize, next: usize): usize {
  return skipIf(reg(fieldD(record)) == reg(low16(record)), record, next);
}

/** SBRC, SBRS: register in `d`, mask in `imm`; SBIC, SBIS: mask in `d`, I/O address in `imm`. */
// @ts-ignore: decorator
@inline
export function SBRC(record: usize, next: usize): usize {
  return skipIf((reg(fieldD(record)) & low16(record)) == 0, record, next);
}

// @ts-ignore: decorator
@inline
export function SBRS(record: usize, next: usize): usize {
  return skipIf((reg(fieldD(record)) & low16(record)) != 0, record, next);
}

// @ts-ignore: decorator
@inline
export function SBIC(record: usize, next: usize): usize {
  return skipIf((readIo(record, low16(record)) & fieldD(record)) == 0, record, next);
}

// @ts-ignore: decorator
@inline
export function SBIS(record: usize, next: usize): usize {
  return skipIf((readIo(record, low16(record)) & fieldD(record)) != 0, record, next);
}

/** Stops in front of an instruction that the host watches; the host has its record. */
// @ts-ignore: decorator
@inline
export function WATCH(record: usize, _next: usize): usize {
  stop(STOP_WATCH, wordAddress(record));
  return exitTo(record);
}

/** Went round once; the host moves time forward to whatever can end it. */
// @ts-ignore: decorator
@inline
export function LOOP(record: usize, _next: usize): usize {
  stop(STOP_LOOP, wordAddress(record));
  return go(record, record, 0);
}
