import { pop, push, readData, readIo, writeData, writeIo } from '../data-space';
import { PROGRAM } from '../layout';
import { X, Y, Z, fieldD, immediate, pair, reg, setPair, setReg } from '../registers';
import { rampz, setRampz } from '../state';

// `imm` holds the displacement of LDD/STD, the data address of LDS/STS, the I/O address of IN/OUT.

export function MOV(record: usize): void {
  setReg(fieldD(record), reg(immediate(record)));
}

export function MOVW(record: usize): void {
  setPair(fieldD(record), pair(immediate(record)));
}

export function LDI(record: usize): void {
  setReg(fieldD(record), immediate(record));
}

// @ts-ignore: decorator
@inline
function loadPostIncrement(record: usize, pointer: u32): void {
  const address = pair(pointer);
  setPair(pointer, address + 1);
  setReg(fieldD(record), readData(record, address));
}

// @ts-ignore: decorator
@inline
function loadPreDecrement(record: usize, pointer: u32): void {
  const address = (pair(pointer) - 1) & 0xffff;
  setPair(pointer, address);
  setReg(fieldD(record), readData(record, address));
}

// @ts-ignore: decorator
@inline
function loadDisplaced(record: usize, pointer: u32): void {
  setReg(fieldD(record), readData(record, (pair(pointer) + immediate(record)) & 0xffff));
}

// @ts-ignore: decorator
@inline
function storePostIncrement(record: usize, pointer: u32): void {
  const address = pair(pointer);
  setPair(pointer, address + 1);
  writeData(record, address, reg(fieldD(record)));
}

// @ts-ignore: decorator
@inline
function storePreDecrement(record: usize, pointer: u32): void {
  const address = (pair(pointer) - 1) & 0xffff;
  setPair(pointer, address);
  writeData(record, address, reg(fieldD(record)));
}

// @ts-ignore: decorator
@inline
function storeDisplaced(record: usize, pointer: u32): void {
  writeData(record, (pair(pointer) + immediate(record)) & 0xffff, reg(fieldD(record)));
}

export function LD_X(record: usize): void {
  setReg(fieldD(record), readData(record, pair(X)));
}

export function LD_X_INC(record: usize): void {
  loadPostIncrement(record, X);
}

export function LD_X_DEC(record: usize): void {
  loadPreDecrement(record, X);
}

export function LD_Y_INC(record: usize): void {
  loadPostIncrement(record, Y);
}

export function LD_Y_DEC(record: usize): void {
  loadPreDecrement(record, Y);
}

export function LDD_Y(record: usize): void {
  loadDisplaced(record, Y);
}

export function LD_Z_INC(record: usize): void {
  loadPostIncrement(record, Z);
}

export function LD_Z_DEC(record: usize): void {
  loadPreDecrement(record, Z);
}

export function LDD_Z(record: usize): void {
  loadDisplaced(record, Z);
}

export function ST_X(record: usize): void {
  writeData(record, pair(X), reg(fieldD(record)));
}

export function ST_X_INC(record: usize): void {
  storePostIncrement(record, X);
}

export function ST_X_DEC(record: usize): void {
  storePreDecrement(record, X);
}

export function ST_Y_INC(record: usize): void {
  storePostIncrement(record, Y);
}

export function ST_Y_DEC(record: usize): void {
  storePreDecrement(record, Y);
}

export function STD_Y(record: usize): void {
  storeDisplaced(record, Y);
}

export function ST_Z_INC(record: usize): void {
  storePostIncrement(record, Z);
}

export function ST_Z_DEC(record: usize): void {
  storePreDecrement(record, Z);
}

export function STD_Z(record: usize): void {
  storeDisplaced(record, Z);
}

export function LDS(record: usize): void {
  setReg(fieldD(record), readData(record, immediate(record)));
}

export function STS(record: usize): void {
  writeData(record, immediate(record), reg(fieldD(record)));
}

export function PUSH(record: usize): void {
  push(record, reg(fieldD(record)));
}

export function POP(record: usize): void {
  setReg(fieldD(record), pop(record));
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

export function LPM_R0(_record: usize): void {
  setReg(0, programByte(pair(Z)));
}

export function LPM_Z(record: usize): void {
  setReg(fieldD(record), programByte(pair(Z)));
}

export function LPM_Z_INC(record: usize): void {
  const address = pair(Z);
  setPair(Z, address + 1);
  setReg(fieldD(record), programByte(address));
}

export function ELPM_R0(_record: usize): void {
  setReg(0, programByte(extendedZ()));
}

export function ELPM_Z(record: usize): void {
  setReg(fieldD(record), programByte(extendedZ()));
}

export function ELPM_Z_INC(record: usize): void {
  const address = extendedZ();
  setPair(Z, (address + 1) & 0xffff);
  setRampz((address + 1) >> 16);
  setReg(fieldD(record), programByte(address));
}

export function IN(record: usize): void {
  setReg(fieldD(record), readIo(record, immediate(record)));
}

export function OUT(record: usize): void {
  writeIo(record, immediate(record), reg(fieldD(record)));
}

/** SBI and CBI: the I/O address in `imm`, the bit's mask in `d`. */
export function SBI(record: usize): void {
  const io = immediate(record);
  writeIo(record, io, readIo(record, io) | fieldD(record));
}

export function CBI(record: usize): void {
  const io = immediate(record);
  writeIo(record, io, readIo(record, io) & ~fieldD(record));
}
