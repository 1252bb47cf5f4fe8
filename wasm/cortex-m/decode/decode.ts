import * as kind from '../kinds.generated';
import { AUX, CONDITION_SHIFT, IMM, OP_FETCH, OP_WIDE, RA, RD, RM, RN } from '../layout';
import { entersWord } from '../memory/flash';
import { codeHalfword, markDecoded, recordOf } from '../memory/regions';
import * as op from '../opcodes.generated';
import { directRefill } from '../timing/refill';
import { keyFor } from '../timing/keys';
import { extraCause, registerNumber, staticExtra } from '../timing/static-cost';
import { auxiliary, decodeImmediate, extra, immediate, resetImmediates } from './immediates';
import { field, matchRow, rowClass, rowFlagRule, rowImmediate, rowOpcode, rowTiming } from './match';
import { armWatch } from '../watches';
import { specialize } from './specialize';

const NO_REGISTER: u32 = 0xff;
const S_FIELD: u32 = 0x53;
const C_FIELD: u32 = 0x63;
const FLAGS_NEVER: u32 = 0;
const FLAGS_BY_BIT: u32 = 1;

/** Flash costs wait states on this part, so that fetches have to be followed. */
let followFetches: bool = false;
export function setFollowFetches(follow: bool): void {
  followFetches = follow;
}

/** Decodes the instruction at `pc` into its record, and the instructions of its block when it is an IT. */
export function decodeAt(pc: u32): void {
  const it = decodeRecord(pc, 0);
  if (it != 0) decodeBlock(pc + 2, it);
}

/** Decodes the instructions an ITSTATE (section A7.3.3) has still to make conditional, from `pc` on. */
export function decodeBlock(pc: u32, itState: u32): void {
  let at = pc;
  for (let state = itState; (state & 0xf) != 0; state = advance(state)) {
    decodeRecord(at, (state >> 4) + 1);
    at += codeHalfword(at) >> 11 >= 0x1d ? 4 : 2;
  }
}

/** ITAdvance(), section A7.3.3. */
function advance(state: u32): u32 {
  return (state & 7) == 0 ? 0 : (state & 0xe0) | ((state << 1) & 0x1f);
}

/** Writes one record; `condition` is 0 outside IT blocks, else the condition + 1. Returns the ITSTATE an IT starts. */
function decodeRecord(pc: u32, condition: u32): u32 {
  const record = recordOf(pc);
  if (record == 0) return 0;
  const first = codeHalfword(pc);
  const wide = first >> 11 >= 0x1d;
  const row = matchRow(wide ? (first << 16) | codeHalfword(pc + 2) : first, wide);
  markDecoded(pc);
  if (wide) markDecoded(pc + 2);
  let head = (condition << CONDITION_SHIFT) | (wide ? OP_WIDE : 0);
  if (followFetches && entersWord(pc, wide)) head |= OP_FETCH;
  if (row == 0) {
    store<u32>(record, head | op.OP_UNDEFINED | (1 << 24));
    armWatch(record);
    return 0;
  }
  readOperands(record, row, pc);
  const opcode = specialize(record, rowForm(row, condition != 0), pc);
  const itState = opcode == op.OP_IT ? load<u32>(record, IMM) : 0;
  store<u32>(record, head | opcode | cost(record, row, opcode, pc, wide));
  armWatch(record);
  return itState;
}

/** Fills the registers and immediates of the record. */
function readOperands(record: usize, row: usize, pc: u32): void {
  resetImmediates();
  for (let which: u32 = 0; which < 2; which++) {
    const immediateKind = rowImmediate(row, which);
    if (immediateKind != 0) decodeImmediate(immediateKind, pc);
  }
  const a = registerNumber(row, 3);
  store<u8>(record, registerByte(registerNumber(row, 0)), RD);
  store<u8>(record, registerByte(registerNumber(row, 1)), RN);
  store<u8>(record, registerByte(registerNumber(row, 2)), RM);
  store<u8>(record, a == NO_REGISTER ? extra : registerByte(a), RA);
  store<u32>(record, immediate, IMM);
  store<u32>(record, auxiliary, AUX);
}

function registerByte(number: u32): u32 {
  return number == NO_REGISTER ? 0 : number << 2;
}

/** The opcode of a row, in the form that sets flags or not, and with its operand shifted or not. */
function rowForm(row: usize, inItBlock: bool): u32 {
  const base = rowOpcode(row);
  if (base == op.OP_B_EQ) return base + field(C_FIELD);
  const rule = rowFlagRule(row);
  const sets: u32 = rule == FLAGS_NEVER ? 0 : rule == FLAGS_BY_BIT ? field(S_FIELD) : inItBlock ? 0 : 1;
  const shifted = rowImmediate(row, 0) == kind.IMMEDIATE_SHIFT && !(auxiliary == 0 && immediate == 0);
  if (!shifted) return base + sets;
  return rule == FLAGS_NEVER ? base + 1 : base + 2 + sets;
}

/** Returns key and cycles where the record's first word has them. */
function cost(record: usize, row: usize, opcode: u32, pc: u32, wide: bool): u32 {
  const timing = rowTiming(row);
  const instructionClass = rowClass(row);
  const nextPc = pc + (wide ? 4 : 2);
  let cycles = staticExtra(row, nextPc, transferred(timing, instructionClass));
  const cause = extraCause;
  if (timing == kind.TIMING_BRANCH || timing == kind.TIMING_BRANCH_LINK) cycles += directRefill(immediate);
  if (timing == kind.TIMING_BRANCH_CONDITIONAL) store<u8>(record, directRefill(immediate), RA);
  return (keyFor(instructionClass, cause, cycles) << 16) | ((cycles + 1) << 24);
}

/** How many registers a multiple moves: a core list is bits, a float list a count, a pair is two. */
function transferred(timing: u32, instructionClass: u32): u32 {
  switch (timing) {
    case kind.TIMING_FLOAT_LOAD_MULTIPLE:
    case kind.TIMING_FLOAT_STORE_MULTIPLE:
      return immediate;
    case kind.TIMING_LOAD_MULTIPLE:
    case kind.TIMING_STORE_MULTIPLE:
    case kind.TIMING_LOAD_MULTIPLE_PC:
      return instructionClass == kind.CLASS_LOAD || instructionClass == kind.CLASS_STORE ? 2 : popcnt(immediate);
    default:
      return 0;
  }
}
