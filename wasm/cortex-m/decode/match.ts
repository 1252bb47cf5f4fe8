import {
  DERIVED_FLAGS,
  DERIVED_FRACTION,
  DERIVED_INLIST,
  DERIVED_ITALWAYS,
  DERIVED_LASTDOUBLE,
  DERIVED_LASTSINGLE,
  DERIVED_LIST,
  DERIVED_M1,
} from '../kinds.generated';
import { architectures } from '../core';
import { FIELDS } from '../layout';
import { NARROW_ROWS, NARROW_ROWS_COUNT, WIDE_ROWS, WIDE_ROWS_COUNT } from '../rows.generated';

/*
 * A row is a run of words: mask, value, opcode and timing and class and flag rule, immediates and counts, registers,
 * then field parts, then conditions (scripts/generate-isa.ts writes them).
 */
const WORD: usize = 4;
const ROW_HEAD_WORDS: u32 = 5;
const FIELD_SLOTS: u32 = 52;

// @ts-ignore: decorator
@inline
export function rowOpcode(row: usize): u32 {
  return load<u32>(row, 2 * WORD) & 0x3ff;
}
// @ts-ignore: decorator
@inline
export function rowTiming(row: usize): u32 {
  return (load<u32>(row, 2 * WORD) >> 10) & 0x3f;
}
// @ts-ignore: decorator
@inline
export function rowClass(row: usize): u32 {
  return (load<u32>(row, 2 * WORD) >> 16) & 0xf;
}
/** 0: never sets flags, 1: the S bit says, 2: outside IT blocks. */
// @ts-ignore: decorator
@inline
export function rowFlagRule(row: usize): u32 {
  return (load<u32>(row, 2 * WORD) >> 20) & 3;
}
/** Bit of the architecture that has the instruction, of those in core.ts. */
// @ts-ignore: decorator
@inline
function rowArchitecture(row: usize): u32 {
  return load<u32>(row, 2 * WORD) >> 22;
}
/** Kind of the first (0) or second (1) immediate, 0 where there is none. */
// @ts-ignore: decorator
@inline
export function rowImmediate(row: usize, which: u32): u32 {
  return (load<u32>(row, 3 * WORD) >> (which * 8)) & 0xff;
}
/** Where rd (0), rn (1), rm (2) or ra (3) of the record comes from: field slot, and register file above bit 6. */
// @ts-ignore: decorator
@inline
export function rowRegister(row: usize, which: u32): u32 {
  return (load<u32>(row, 4 * WORD) >> (which * 8)) & 0xff;
}

/** Value of the field `letter` (a character code) of the instruction matched last. */
// @ts-ignore: decorator
@inline
export function field(letter: u32): u32 {
  return load<u32>(FIELDS + fieldOffset(letter));
}
// @ts-ignore: decorator
@inline
function fieldOffset(letter: u32): u32 {
  return (letter >= 97 ? letter - 97 + 26 : letter - 65) << 2;
}

/** The core register list of the instruction matched last. */
export function registerList(): u32 {
  return field(0x72) | (field(0x4d) << 14) | (field(0x50) << 15);
}

/**
 * Finds the row of an encoding and leaves its fields in memory; returns 0 when the encoding is undefined on this core
 * or UNPREDICTABLE. The first halfword of a wide encoding is in the upper half.
 */
export function matchRow(encoding: u32, wide: bool): usize {
  const rows = changetype<usize>(wide ? WIDE_ROWS : NARROW_ROWS);
  const count = wide ? WIDE_ROWS_COUNT : NARROW_ROWS_COUNT;
  let row = rows;
  for (let i: u32 = 0; i < count; i++) {
    const counts = load<u32>(row, 3 * WORD);
    const parts = (counts >> 16) & 0xff;
    const terms = counts >> 24;
    if ((encoding & load<u32>(row)) == load<u32>(row, WORD) && (rowArchitecture(row) & architectures) != 0) {
      const first = row + ROW_HEAD_WORDS * (WORD as u32);
      extractFields(encoding, first, parts);
      if (acceptsFields(first + parts * (WORD as u32), terms)) return row;
    }
    row += (ROW_HEAD_WORDS + parts + terms) * (WORD as u32);
  }
  return 0;
}

function extractFields(encoding: u32, part: usize, count: u32): void {
  memory.fill(FIELDS, 0, FIELD_SLOTS * 4);
  for (let i: u32 = 0; i < count; i++) {
    const word = load<u32>(part + i * 4);
    const bits = (encoding >> ((word >> 8) & 0xff)) & ((1 << ((word >> 16) & 0xff)) - 1);
    const slot = FIELDS + (word & 0xff) * 4;
    store<u32>(slot, load<u32>(slot) | (bits << (word >> 24)));
  }
}

function acceptsFields(term: usize, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const word = load<u32>(term + i * 4);
    const left = operand(word & 0xff);
    const right = word & 0x8000 ? operand(word >> 16) : word >> 16;
    if (!compare((word >> 8) & 0x7f, left, right)) return false;
  }
  return true;
}

function compare(operator: u32, left: u32, right: u32): bool {
  switch (operator) {
    case 0: return left == right;
    case 1: return left != right;
    case 2: return (left as i32) < (right as i32);
    case 3: return (left as i32) <= (right as i32);
    default: return (left as i32) >= (right as i32);
  }
}

function operand(which: u32): u32 {
  if (which < 64) return load<u32>(FIELDS + which * 4);
  if (which == DERIVED_LIST) return popcnt(registerList());
  if (which == DERIVED_INLIST) return field(0x57) & (registerList() >> field(0x6e)) & 1;
  if (which == DERIVED_ITALWAYS) return field(0x63) == 14 ? popcnt(field(0x78)) : 0;
  if (which == DERIVED_FLAGS) return field(0x70) | field(0x66);
  if (which == DERIVED_FRACTION) return 16 - ((field(0x6a) << 1) | field(0x69));
  if (which == DERIVED_LASTSINGLE) return ((field(0x64) << 1) | field(0x44)) + field(0x69);
  if (which == DERIVED_LASTDOUBLE) return field(0x64) + (field(0x69) >> 1);
  if (which == DERIVED_M1) return (field(0x6d) << 1) | field(0x4d);
  return unreachable();
}
