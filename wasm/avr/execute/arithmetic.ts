import {
  C, T, flagsOfAdd, flagsOfComplement, flagsOfLogic, flagsOfProduct, flagsOfShift, flagsOfStep, flagsOfSub,
  flagsOfWord, zeroChained, zeroOf,
} from '../flags';
import { fieldD, immediate, pair, reg, setPair, setReg } from '../registers';
import { setFlags, setSreg, settled, sreg } from '../state';

// Two-operand forms take the second operand's register in `imm`; immediate forms take the constant there.
// Operation and flags of each: DS40002198B section 6, under its mnemonic.

// @ts-ignore: decorator
@inline
function add(record: usize, carry: u32): void {
  const a = reg(fieldD(record));
  const b = reg(immediate(record));
  const result = (a + b + carry) & 0xff;
  setReg(fieldD(record), result);
  flagsOfAdd(a, b, result);
}

// @ts-ignore: decorator
@inline
export function ADD(record: usize): void {
  add(record, 0);
}

// @ts-ignore: decorator
@inline
export function ADC(record: usize): void {
  add(record, sreg & C);
}

// @ts-ignore: decorator
@inline
function subtract(record: usize, b: u32): void {
  const a = reg(fieldD(record));
  const result = (a - b) & 0xff;
  setReg(fieldD(record), result);
  flagsOfSub(a, b, result, zeroOf(result));
}

// @ts-ignore: decorator
@inline
function subtractWithCarry(record: usize, b: u32): void {
  const a = reg(fieldD(record));
  const result = (a - b - (sreg & C)) & 0xff;
  setReg(fieldD(record), result);
  flagsOfSub(a, b, result, zeroChained(result));
}

// @ts-ignore: decorator
@inline
function compare(a: u32, b: u32): void {
  const result = (a - b) & 0xff;
  flagsOfSub(a, b, result, zeroOf(result));
}

// @ts-ignore: decorator
@inline
export function SUB(record: usize): void {
  subtract(record, reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function SUBI(record: usize): void {
  subtract(record, immediate(record));
}

// @ts-ignore: decorator
@inline
export function SBC(record: usize): void {
  subtractWithCarry(record, reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function SBCI(record: usize): void {
  subtractWithCarry(record, immediate(record));
}

// @ts-ignore: decorator
@inline
export function CP(record: usize): void {
  compare(reg(fieldD(record)), reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function CPI(record: usize): void {
  compare(reg(fieldD(record)), immediate(record));
}

// @ts-ignore: decorator
@inline
export function CPC(record: usize): void {
  const a = reg(fieldD(record));
  const b = reg(immediate(record));
  const result = (a - b - (sreg & C)) & 0xff;
  flagsOfSub(a, b, result, zeroChained(result));
}

// @ts-ignore: decorator
@inline
function logic(record: usize, result: u32): void {
  setReg(fieldD(record), result);
  flagsOfLogic(result);
}

// @ts-ignore: decorator
@inline
export function AND(record: usize): void {
  logic(record, reg(fieldD(record)) & reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function ANDI(record: usize): void {
  logic(record, reg(fieldD(record)) & immediate(record));
}

// @ts-ignore: decorator
@inline
export function OR(record: usize): void {
  logic(record, reg(fieldD(record)) | reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function ORI(record: usize): void {
  logic(record, reg(fieldD(record)) | immediate(record));
}

// @ts-ignore: decorator
@inline
export function EOR(record: usize): void {
  logic(record, reg(fieldD(record)) ^ reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function COM(record: usize): void {
  const result = ~reg(fieldD(record)) & 0xff;
  setReg(fieldD(record), result);
  flagsOfComplement(result);
}

// @ts-ignore: decorator
@inline
export function NEG(record: usize): void {
  const a = reg(fieldD(record));
  const result = (0 - a) & 0xff;
  setReg(fieldD(record), result);
  flagsOfSub(0, a, result, zeroOf(result));
}

// @ts-ignore: decorator
@inline
export function INC(record: usize): void {
  const result = (reg(fieldD(record)) + 1) & 0xff;
  setReg(fieldD(record), result);
  flagsOfStep(result, u32(result == 0x80));
}

// @ts-ignore: decorator
@inline
export function DEC(record: usize): void {
  const result = (reg(fieldD(record)) - 1) & 0xff;
  setReg(fieldD(record), result);
  flagsOfStep(result, u32(result == 0x7f));
}

// @ts-ignore: decorator
@inline
function shiftRight(record: usize, a: u32, topBit: u32): void {
  const result = (a >> 1) | topBit;
  setReg(fieldD(record), result);
  flagsOfShift(result, a & C);
}

// @ts-ignore: decorator
@inline
export function LSR(record: usize): void {
  shiftRight(record, reg(fieldD(record)), 0);
}

// @ts-ignore: decorator
@inline
export function ROR(record: usize): void {
  shiftRight(record, reg(fieldD(record)), (sreg & C) << 7);
}

// @ts-ignore: decorator
@inline
export function ASR(record: usize): void {
  const a = reg(fieldD(record));
  shiftRight(record, a, a & 0x80);
}

// @ts-ignore: decorator
@inline
export function SWAP(record: usize): void {
  const a = reg(fieldD(record));
  setReg(fieldD(record), ((a << 4) | (a >> 4)) & 0xff);
}

// @ts-ignore: decorator
@inline
export function ADIW(record: usize): void {
  const a = pair(fieldD(record));
  const result = (a + immediate(record)) & 0xffff;
  setPair(fieldD(record), result);
  flagsOfWord(result, (~result & a) >> 15 & 1, (result & ~a) >> 15 & 1);
}

// @ts-ignore: decorator
@inline
export function SBIW(record: usize): void {
  const a = pair(fieldD(record));
  const result = (a - immediate(record)) & 0xffff;
  setPair(fieldD(record), result);
  flagsOfWord(result, (result & ~a) >> 15 & 1, (~result & a) >> 15 & 1);
}

// @ts-ignore: decorator
@inline
function signed(index: u32): i32 {
  return i32(i8(reg(index)));
}

// @ts-ignore: decorator
@inline
function product(value: u32): void {
  setPair(0, value);
  flagsOfProduct((value >> 15) & 1, value & 0xffff);
}

/** Fractional: the product shifted left by one; C is the bit shifted out. */
// @ts-ignore: decorator
@inline
function fractionalProduct(value: u32): void {
  const result = (value << 1) & 0xffff;
  setPair(0, result);
  flagsOfProduct((value >> 15) & 1, result);
}

// @ts-ignore: decorator
@inline
export function MUL(record: usize): void {
  product(reg(fieldD(record)) * reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function MULS(record: usize): void {
  product(u32(signed(fieldD(record)) * signed(immediate(record))));
}

// @ts-ignore: decorator
@inline
export function MULSU(record: usize): void {
  product(u32(signed(fieldD(record)) * i32(reg(immediate(record)))));
}

// @ts-ignore: decorator
@inline
export function FMUL(record: usize): void {
  fractionalProduct(reg(fieldD(record)) * reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function FMULS(record: usize): void {
  fractionalProduct(u32(signed(fieldD(record)) * signed(immediate(record))));
}

// @ts-ignore: decorator
@inline
export function FMULSU(record: usize): void {
  fractionalProduct(u32(signed(fieldD(record)) * i32(reg(immediate(record)))));
}

/** BSET and BCLR take the mask of the bit in `imm`. */
// @ts-ignore: decorator
@inline
export function BSET(record: usize, next: usize): usize {
  setSreg(sreg | immediate(record));
  return settled(next);
}

// @ts-ignore: decorator
@inline
export function BCLR(record: usize, next: usize): usize {
  setSreg(sreg & ~immediate(record));
  return settled(next);
}

// @ts-ignore: decorator
@inline
export function BST(record: usize): void {
  setFlags((reg(fieldD(record)) & immediate(record)) != 0 ? sreg | T : sreg & ~T);
}

// @ts-ignore: decorator
@inline
export function BLD(record: usize): void {
  const a = reg(fieldD(record));
  setReg(fieldD(record), (sreg & T) != 0 ? a | immediate(record) : a & ~immediate(record));
}
