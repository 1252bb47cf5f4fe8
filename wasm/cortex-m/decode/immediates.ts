import * as kind from '../kinds.generated';
import { field, registerList } from './match';

/** The letters of the fields used here. */
const U: u32 = 0x55;
const W: u32 = 0x57;
const C: u32 = 0x63;
const F: u32 = 0x66;
const I: u32 = 0x69;
const J: u32 = 0x6a;
const K: u32 = 0x6b;
const N: u32 = 0x6e;
const P: u32 = 0x70;
const S: u32 = 0x73;
const WIDTH: u32 = 0x77;
const X: u32 = 0x78;
const Y: u32 = 0x79;

/** Carry out of an expanded immediate: unchanged when it was not rotated. */
export const CARRY_UNCHANGED: u32 = 2;

/** What the immediates of the instruction being decoded come to. */
export let immediate: u32 = 0;
/** Shift type, register count, carry or writeback: what `aux` of the record holds. */
export let auxiliary: u32 = 0;
/** Shift amount of ror by 8s, saturation width, list writeback: goes to the record's ra where no register is there. */
export let extra: u32 = 0;

export function resetImmediates(): void {
  immediate = 0;
  auxiliary = 0;
  // A multiple writes its base back unless its W bit or its list says otherwise.
  extra = 1;
}

/** ThumbExpandImm_C, section A5.3.2. */
function expandConstant(imm12: u32): void {
  const byte = imm12 & 0xff;
  auxiliary = CARRY_UNCHANGED;
  if (imm12 >> 10 == 0) {
    switch (imm12 >> 8) {
      case 0: immediate = byte; return;
      case 1: immediate = (byte << 16) | byte; return;
      case 2: immediate = (byte << 24) | (byte << 8); return;
      default: immediate = byte * 0x01010101; return;
    }
  }
  immediate = rotr<u32>(0x80 | (imm12 & 0x7f), imm12 >> 7);
  auxiliary = immediate >> 31;
}

/** VFPExpandImm for single precision, section A6.4.1. */
function expandFloat(imm8: u32): u32 {
  const exponent: u32 = (imm8 & 0x40 ? 0x3e000000 : 0x40000000) | ((imm8 & 0x30) << 19);
  return ((imm8 & 0x80) << 24) | exponent | ((imm8 & 0xf) << 19);
}

function signExtend(value: u32, bits: u32): u32 {
  return ((value << (32 - bits)) as i32) >> (32 - bits);
}

function signed(value: u32): u32 {
  return field(U) ? value : 0 - value;
}

/** DecodeImmShift, section A7.4.2: types 0 LSL, 1 LSR, 2 ASR, 3 ROR, 4 RRX. */
function decodeShift(type: u32, amount: u32): void {
  auxiliary = type == 3 && amount == 0 ? 4 : type;
  immediate = amount == 0 && (type == 1 || type == 2) ? 32 : amount;
}

function farLabel(): u32 {
  const s = field(S);
  const j1 = field(X) ^ s ^ 1;
  const j2 = field(Y) ^ s ^ 1;
  return signExtend((s << 24) | (j1 << 23) | (j2 << 22) | (field(I) << 1), 25);
}

function conditionalLabel(): u32 {
  return signExtend((field(S) << 20) | (field(Y) << 19) | (field(X) << 18) | (field(I) << 1), 21);
}

/** Takes in one immediate of the given kind for the instruction at `pc` (its address). */
export function decodeImmediate(which: u32, pc: u32): void {
  const i = field(I);
  const here = pc + 4;
  const aligned = here & ~3;
  switch (which) {
    case kind.IMMEDIATE_IMM:
      immediate = i;
      auxiliary = CARRY_UNCHANGED;
      break;
    case kind.IMMEDIATE_IMM2: immediate = i << 1; break;
    case kind.IMMEDIATE_IMM4: immediate = i << 2; break;
    case kind.IMMEDIATE_IMM16: immediate = (field(J) << 12) | i; break;
    case kind.IMMEDIATE_MINUS_IMM: immediate = 0 - i; break;
    case kind.IMMEDIATE_PLUS_IMM: immediate = signed(i); break;
    case kind.IMMEDIATE_PLUS_IMM4: immediate = signed(i << 2); break;
    case kind.IMMEDIATE_CONST: expandConstant(i); break;
    case kind.IMMEDIATE_SHIFT32: immediate = i == 0 ? 32 : i; break;
    case kind.IMMEDIATE_SHIFT: decodeShift(field(K), i); break;
    case kind.IMMEDIATE_LSLSHIFT: immediate = i; break;
    case kind.IMMEDIATE_ASRSHIFT: immediate = i == 0 ? 32 : i; break;
    case kind.IMMEDIATE_SATSHIFT: decodeShift(field(K) << 1, i); break;
    case kind.IMMEDIATE_ROTATION: immediate = i << 3; break;
    case kind.IMMEDIATE_LSB: immediate = i; break;
    case kind.IMMEDIATE_WIDTH: auxiliary = field(WIDTH) + 1; break;
    case kind.IMMEDIATE_BFWIDTH: auxiliary = field(WIDTH) - i + 1; break;
    case kind.IMMEDIATE_SAT: extra = field(WIDTH); break;
    case kind.IMMEDIATE_SAT_PLUS_1: extra = field(WIDTH) + 1; break;
    case kind.IMMEDIATE_ADR:
    case kind.IMMEDIATE_LITERAL: immediate = aligned + (i << 2); break;
    case kind.IMMEDIATE_ADR_PLUS: immediate = aligned + i; break;
    case kind.IMMEDIATE_ADR_MINUS: immediate = aligned - i; break;
    case kind.IMMEDIATE_LITERAL_PLUS: immediate = aligned + signed(i); break;
    case kind.IMMEDIATE_LITERAL4_PLUS: immediate = aligned + signed(i << 2); break;
    case kind.IMMEDIATE_LABEL6: immediate = here + (i << 1); break;
    case kind.IMMEDIATE_LABEL8: immediate = here + signExtend(i << 1, 9); break;
    case kind.IMMEDIATE_LABEL11: immediate = here + signExtend(i << 1, 12); break;
    case kind.IMMEDIATE_LABEL20: immediate = here + conditionalLabel(); break;
    case kind.IMMEDIATE_LABEL24: immediate = here + farLabel(); break;
    case kind.IMMEDIATE_REGISTERS: immediate = registerList(); break;
    case kind.IMMEDIATE_REGISTERS_PLUS_PC: immediate = registerList() | 0x8000; break;
    case kind.IMMEDIATE_WRITEBACK: extra = field(W); break;
    case kind.IMMEDIATE_WRITEBACK_LIST: extra = ((registerList() >> field(N)) & 1) ^ 1; break;
    case kind.IMMEDIATE_BARRIER: immediate = i; break;
    case kind.IMMEDIATE_IT: immediate = (field(C) << 4) | field(X); break;
    case kind.IMMEDIATE_IFLAGS: immediate = (field(P) << 1) | field(F); break;
    case kind.IMMEDIATE_SYSREG: immediate = i; auxiliary = field(J); break;
    case kind.IMMEDIATE_FPIMM: immediate = expandFloat(i); break;
    case kind.IMMEDIATE_FBITS16: immediate = 16 - ((field(J) << 1) | i); break;
    case kind.IMMEDIATE_FBITS32: immediate = 32 - ((field(J) << 1) | i); break;
    case kind.IMMEDIATE_X: auxiliary = field(X); break;
    // imm32 = imm8 * 4 of address; an odd count (FLDMX) transfers one register less than it steps.
    case kind.IMMEDIATE_SLIST: immediate = i; auxiliary = i << 2; break;
    case kind.IMMEDIATE_DLIST: immediate = i & ~1; auxiliary = i << 2; break;
    default: unreachable();
  }
}
