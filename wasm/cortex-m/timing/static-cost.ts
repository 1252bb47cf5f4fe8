import { rowOpcode, rowRegister, rowTiming, matchRow, field } from '../decode/match';
import { addressInterlock, hasPipelinedLoads, timingEntry } from '../core';
import * as kind from '../kinds.generated';
import { CAUSE_FPU, CAUSE_LOAD_STORE } from '../layout';
import { codeHalfword } from '../memory/regions';
import { OP_VCMP, OP_VCMPE_ZERO } from '../opcodes.generated';

/* What an instruction costs beyond its issue cycle, as far as its own fields and the instruction behind it tell. */

/** The cause of `staticExtra`'s cycles. */
export let extraCause: u32 = 0;

const NO_REGISTER: u32 = 0xff;
const NO_SLOT: u32 = 63;
const SP_SLOT: u32 = 62;
const SINGLE_FILE: u32 = 1;
const DOUBLE_FILE: u32 = 2;

/** What the rules below need to know of an instruction; numbers of core or single registers, 0xff for none. */
class Facts {
  timing: u32 = 0;
  opcode: u32 = 0;
  d: u32 = 0;
  n: u32 = 0;
  m: u32 = 0;
  a: u32 = 0;
  singles: bool = false;
}

const here = new Facts();
const next = new Facts();

/** Returns the register number that record byte `which` of the row takes, from the fields in memory. */
export function registerNumber(row: usize, which: u32): u32 {
  const descriptor = rowRegister(row, which);
  const slot = descriptor & 63;
  const file = descriptor >> 6;
  if (slot == NO_SLOT) return NO_REGISTER;
  if (slot == SP_SLOT) return 13;
  const letter = slot < 26 ? slot + 65 : slot - 26 + 97;
  const value = field(letter);
  // Sd is d : D, Dd is D : d; the upper case letter of a field is its extra bit.
  if (file == SINGLE_FILE) return (value << 1) | field(letter - 32);
  if (file == DOUBLE_FILE) return ((field(letter - 32) << 4) | value) << 1;
  return value;
}

function readFacts(facts: Facts, row: usize): void {
  facts.timing = rowTiming(row);
  facts.opcode = rowOpcode(row);
  facts.d = registerNumber(row, 0);
  facts.n = registerNumber(row, 1);
  facts.m = registerNumber(row, 2);
  facts.a = registerNumber(row, 3);
  facts.singles = rowRegister(row, 0) >> 6 == SINGLE_FILE;
}

/**
 * Returns the cycles beyond the first of the instruction whose row and fields were matched last, which sits in front
 * of `nextPc` and transfers `registers` registers (for multiples). Overwrites the matched fields.
 */
export function staticExtra(row: usize, nextPc: u32, registers: u32): u32 {
  readFacts(here, row);
  const entry = timingEntry(here.timing);
  extraCause = entry >> 16;
  const extra = (entry & 0xff) - 1 + ((entry >> 8) & 0xff) * registers;
  if (!readNext(nextPc)) return extra;
  if (isDataProcessing(here.timing) && addressesWith(here.d, secondResult())) {
    extraCause = addressInterlock == 0 ? extraCause : CAUSE_LOAD_STORE;
    return extra + addressInterlock;
  }
  if (hasPipelinedLoads && isPipelinedLoad(here.timing) && pipelinesAfterLoad()) return extra - 1;
  if (isFloatArithmetic(here.timing) && readsSingle(here.d)) {
    extraCause = CAUSE_FPU;
    return extra + 1;
  }
  return extra;
}

/** RdLo of the long multiplies. */
function secondResult(): u32 {
  const long = here.timing == kind.TIMING_MULTIPLY_LONG || here.timing == kind.TIMING_MULTIPLY_LONG_ACCUMULATE;
  return long ? here.a : NO_REGISTER;
}

function readNext(pc: u32): bool {
  const first = codeHalfword(pc);
  const wide = first >> 11 >= 0x1d;
  const row = matchRow(wide ? (first << 16) | codeHalfword(pc + 2) : first, wide);
  if (row == 0) return false;
  readFacts(next, row);
  return true;
}

function isDataProcessing(timing: u32): bool {
  return (
    timing == kind.TIMING_ALU ||
    timing == kind.TIMING_DSP ||
    timing == kind.TIMING_MULTIPLY ||
    timing == kind.TIMING_MULTIPLY_ACCUMULATE ||
    timing == kind.TIMING_MULTIPLY_LONG ||
    timing == kind.TIMING_MULTIPLY_LONG_ACCUMULATE ||
    timing == kind.TIMING_DSP_MULTIPLY ||
    timing == kind.TIMING_DIVIDE
  );
}

function isMemory(timing: u32): bool {
  switch (timing) {
    case kind.TIMING_LOAD:
    case kind.TIMING_STORE:
    case kind.TIMING_STORE_REGISTER_OFFSET:
    case kind.TIMING_LOAD_MULTIPLE:
    case kind.TIMING_STORE_MULTIPLE:
    case kind.TIMING_LOAD_PC:
    case kind.TIMING_LOAD_MULTIPLE_PC:
    case kind.TIMING_TABLE_BRANCH:
    case kind.TIMING_FLOAT_LOAD:
    case kind.TIMING_FLOAT_LOAD_PAIR:
    case kind.TIMING_FLOAT_STORE:
    case kind.TIMING_FLOAT_STORE_PAIR:
    case kind.TIMING_FLOAT_LOAD_MULTIPLE:
    case kind.TIMING_FLOAT_STORE_MULTIPLE:
      return true;
    default:
      return false;
  }
}

/** "generates an address dependent on the result of a preceding data processing operation": no forwarding path. */
function addressesWith(first: u32, second: u32): bool {
  if (!isMemory(next.timing)) return false;
  return depends(first) || depends(second);
}

function depends(number: u32): bool {
  return number != NO_REGISTER && (number == next.n || number == next.m);
}

/** "LDR [any] are pipelined when possible": one cycle off when a load, or a store by register offset, follows. */
function isPipelinedLoad(timing: u32): bool {
  return timing == kind.TIMING_LOAD || timing == kind.TIMING_LOAD_LITERAL;
}

function pipelinesAfterLoad(): bool {
  if (next.timing != kind.TIMING_LOAD && next.timing != kind.TIMING_LOAD_LITERAL && next.timing != kind.TIMING_STORE_REGISTER_OFFSET) return false;
  return here.d != next.n && here.d != next.m;
}

function isFloatArithmetic(timing: u32): bool {
  return timing == kind.TIMING_FLOAT_ALU || timing == kind.TIMING_FLOAT_CONVERT || timing == kind.TIMING_FLOAT_MULTIPLY_ACCUMULATE;
}

/** Table 7-1 note: "take one cycle longer if their result is consumed by the following instruction". */
function readsSingle(single: u32): bool {
  switch (next.timing) {
    case kind.TIMING_FLOAT_ALU:
      if (next.opcode >= OP_VCMP && next.opcode <= OP_VCMPE_ZERO && next.d == single) return true;
      return next.n == single || next.m == single;
    case kind.TIMING_FLOAT_CONVERT:
    case kind.TIMING_FLOAT_DIVIDE:
      return next.n == single || next.m == single;
    case kind.TIMING_FLOAT_MULTIPLY_ACCUMULATE:
      return next.d == single || next.n == single || next.m == single;
    case kind.TIMING_FLOAT_MOVE:
      return !next.singles ? next.n == single : next.m == single;
    case kind.TIMING_FLOAT_STORE:
      return next.d == single;
    default:
      return false;
  }
}
