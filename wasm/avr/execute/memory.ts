import { loadData, pop, push, readData, readIo, storeData, writeData, writeIo } from '../data-space';
import { passSecondWord } from '../flow';
import { PROGRAM } from '../layout';
import { X, Y, Z, fieldD, immediate, pair, reg, setPair, setReg } from '../registers';
import { rampz, setRampz, settled } from '../state';

// `imm` holds the displacement of LDD/STD, the data address of LDS/STS, the I/O address of IN/OUT.

// @ts-ignore: decorator
@inline
export function MOV(record: usize): void {
  setReg(fieldD(record), reg(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function MOVW(record: usize): void {
  setPair(fieldD(record), pair(immediate(record)));
}

// @ts-ignore: decorator
@inline
export function LDI(record: usize): void {
  setReg(fieldD(record), immediate(record));
}

// @ts-ignore: decorator
@inline
function loadPostIncrement(record: usize, pointer: u32, next: usize): usize {
  const address = pair(pointer);
  setPair(pointer, address + 1);
  return loadData(record, address, next);
}

// @ts-ignore: decorator
@inline
function loadPreDecrement(record: usize, pointer: u32, next: usize): usize {
  const address = (pair(pointer) - 1) & 0xffff;
  setPair(pointer, address);
  return loadData(record, address, next);
}

// @ts-ignore: decorator
@inline
function loadDisplaced(record: usize, pointer: u32, next: usize): usize {
  return loadData(record, (pair(pointer) + immediate(record)) & 0xffff, next);
}

// @ts-ignore: decorator
@inline
function storePostIncrement(record: usize, pointer: u32, next: usize): usize {
  const address = pair(pointer);
  setPair(pointer, address + 1);
  return storeData(record, address, next);
}

// @ts-ignore: decorator
@inline
function storePreDecrement(record: usize, pointer: u32, next: usize): usize {
  const address = (pair(pointer) - 1) & 0xffff;
  setPair(pointer, address);
  return storeData(record, address, next);
}

// @ts-ignore: decorator
@inline
function storeDisplaced(record: usize, pointer: u32, next: usize): usize {
  return storeData(record, (pair(pointer) + immediate(record)) & 0xffff, next);
}

// @ts-ignore: decorator
@inline
export function LD_X(record: usize, next: usize): usize {
  return loadData(record, pair(X), next);
}

// @ts-ignore: decorator
@inline
export function LD_X_INC(record: usize, next: usize): usize {
  return loadPostIncrement(record, X, next);
}

// @ts-ignore: decorator
@inline
export function LD_X_DEC(record: usize, next: usize): usize {
  return loadPreDecrement(record, X, next);
}

// @ts-ignore: decorator
@inline
export function LD_Y_INC(record: usize, next: usize): usize {
  return loadPostIncrement(record, Y, next);
}

// @ts-ignore: decorator
@inline
export function LD_Y_DEC(record: usize, next: usize): usize {
  return loadPreDecrement(record, Y, next);
}

// @ts-ignore: decorator
@inline
export function LDD_Y(record: usize, next: usize): usize {
  return loadDisplaced(record, Y, next);
}

// @ts-ignore: decorator
@inline
export function LD_Z_INC(record: usize, next: usize): usize {
  return loadPostIncrement(record, Z, next);
}

// @ts-ignore: decorator
@inline
export function LD_Z_DEC(record: usize, next: usize): usize {
  return loadPreDecrement(record, Z, next);
}

// @ts-ignore: decorator
@inline
export function LDD_Z(record: usize, next: usize): usize {
  return loadDisplaced(record, Z, next);
}

// @ts-ignore: decorator
@inline
export function ST_X(record: usize, next: usize): usize {
  return storeData(record, pair(X), next);
}

// @ts-ignore: decorator
@inline
export function ST_X_INC(record: usize, next: usize): usize {
  return storePostIncrement(record, X, next);
}

// @ts-ignore: decorator
@inline
export function ST_X_DEC(record: usize, next: usize): usize {
  return storePreDecrement(record, X, next);
}

// @ts-ignore: decorator
@inline
export function ST_Y_INC(record: usize, next: usize): usize {
  return storePostIncrement(record, Y, next);
}

// @ts-ignore: decorator
@inline
export function ST_Y_DEC(record: usize, next: usize): usize {
  return storePreDecrement(record, Y, next);
}

// @ts-ignore: decorator
@inline
export function STD_Y(record: usize, next: usize): usize {
  return storeDisplaced(record, Y, next);
}

// @ts-ignore: decorator
@inline
export function ST_Z_INC(record: usize, next: usize): usize {
  return storePostIncrement(record, Z, next);
}

// @ts-ignore: decorator
@inline
export function ST_Z_DEC(record: usize, next: usize): usize {
  return storePreDecrement(record, Z, next);
}

// @ts-ignore: decorator
@inline
export function STD_Z(record: usize, next: usize): usize {
  return storeDisplaced(record, Z, next);
}

// @ts-ignore: decorator
@inline
export function LDS(record: usize, _next: usize): usize {
  setReg(fieldD(record), readData(record, immediate(record)));
  return settled(passSecondWord(record));
}

// @ts-ignore: decorator
@inline
export function STS(record: usize, _next: usize): usize {
  writeData(record, immediate(record), reg(fieldD(record)));
  return settled(passSecondWord(record));
}

// @ts-ignore: decorator
@inline
export function PUSH(record: usize, next: usize): usize {
  push(record, reg(fieldD(record)));
  return settled(next);
}

// @ts-ignore: decorator
@inline
export function POP(record: usize, next: usize): usize {
  setReg(fieldD(record), pop(record));
  return settled(next);
}

/** A program byte; the host sizes program memory to a power of two and the address wraps within it. */
// @ts-ignore: decorator
@inline
function programByte(address: u32): u32 {
  return load<u8>(PROGRAM + (address & 0x3ffff));
}

// @ts-ignore: decorator
@inline
function extendedZ(): u32 {
  return (rampz << 16) | pair(Z);
}

// @ts-ignore: decorator
@inline
export function LPM_R0(_record: usize): void {
  setReg(0, programByte(pair(Z)));
}

// @ts-ignore: decorator
@inline
export function LPM_Z(record: usize): void {
  setReg(fieldD(record), programByte(pair(Z)));
}

// @ts-ignore: decorator
@inline
export function LPM_Z_INC(record: usize): void {
  const address = pair(Z);
  setPair(Z, address + 1);
  setReg(fieldD(record), programByte(address));
}

// @ts-ignore: decorator
@inline
export function ELPM_R0(_record: usize): void {
  setReg(0, programByte(extendedZ()));
}

// @ts-ignore: decorator
@inline
export function ELPM_Z(record: usize): void {
  setReg(fieldD(record), programByte(extendedZ()));
}

// @ts-ignore: decorator
@inline
export function ELPM_Z_INC(record: usize): void {
  const address = extendedZ();
  setPair(Z, (address + 1) & 0xffff);
  setRampz((address + 1) >> 16);
  setReg(fieldD(record), programByte(address));
}

// @ts-ignore: decorator
@inline
export function IN(record: usize, next: usize): usize {
  setReg(fieldD(record), readIo(record, immediate(record)));
  return settled(next);
}

// @ts-ignore: decorator
@inline
export function OUT(record: usize, next: usize): usize {
  writeIo(record, immediate(record), reg(fieldD(record)));
  return settled(next);
}

/** SBI and CBI: the I/O address in `imm`, the bit's mask in `d`. */
// @ts-ignore: decorator
@inline
export function SBI(record: usize, next: usize): usize {
  const io = immediate(record);
  writeIo(record, io, readIo(record, io) | fieldD(record));
  return settled(next);
}

// @ts-ignore: decorator
@inline
export function CBI(record: usize, next: usize): usize {
  const io = immediate(record);
  writeIo(record, io, readIo(record, io) & ~fieldD(record));
  return settled(next);
}
