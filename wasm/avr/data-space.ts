import { hostReadIo, hostWriteIo } from './host';
import { DATA, DATA_PAGES, PAGE_FLASH, PAGE_HEAP_END, PAGE_IO, PAGE_RAM, PROGRAM } from './layout';
import { fieldD, reg, setReg } from './registers';
import { heapEndAddress, noteWriteBesideHeapEnd, setSp, sp, writeSpHalf } from './stack';
import {
  STOP_UNMAPPED, addFlashDataCycles, eind, ioBase, mappedFlashBase, mappedFlashExtra, mappedFlashOffset, pcBytes, rampz,
  setCurrent, setEind, setRampz, setSreg, settled, sreg, stop,
} from './state';

// I/O addresses of the registers the core itself owns (datasheets, "Register Summary"; the same on AVRe+ and AVRxt).
const IO_RAMPZ: u32 = 0x3b;
const IO_EIND: u32 = 0x3c;
const IO_SPL: u32 = 0x3d;
const IO_SPH: u32 = 0x3e;
const IO_SREG: u32 = 0x3f;

/** One byte of data space, for instructions that push and pop: slow ways are rare and may end the run later. */
export function readData(record: usize, address: u32): u32 {
  const kind: u32 = load<u8>(DATA_PAGES + (address >> 8));
  if (kind == PAGE_RAM) return load<u8>(DATA + address);
  return kind == PAGE_FLASH ? readMappedFlash(address) : readSlow(record, address, kind);
}

export function writeData(record: usize, address: u32, value: u32): void {
  if (load<u8>(DATA_PAGES + (address >> 8)) == PAGE_RAM) store<u8>(DATA + address, value);
  else writeSlow(record, address, value);
}

/** Reads of mapped flash cost what the part's data file says. */
// @ts-ignore: decorator
@inline
function readMappedFlash(address: u32): u32 {
  addFlashDataCycles(mappedFlashExtra);
  return load<u8>(PROGRAM + mappedFlashOffset + address - mappedFlashBase);
}

/** Loads a byte of data space into the register of a record; returns the record to go on with. */
// @ts-ignore: decorator
@inline
export function loadData(record: usize, address: u32, next: usize): usize {
  const kind: u32 = load<u8>(DATA_PAGES + (address >> 8));
  if (kind == PAGE_RAM) {
    setReg(fieldD(record), load<u8>(DATA + address));
    return next;
  }
  if (kind == PAGE_FLASH) {
    setReg(fieldD(record), readMappedFlash(address));
    return next;
  }
  setReg(fieldD(record), readSlow(record, address, kind));
  return settled(next);
}

/** Stores the register of a record in data space; returns the record to go on with. */
// @ts-ignore: decorator
@inline
export function storeData(record: usize, address: u32, next: usize): usize {
  if (load<u8>(DATA_PAGES + (address >> 8)) == PAGE_RAM) {
    store<u8>(DATA + address, reg(fieldD(record)));
    return next;
  }
  writeSlow(record, address, reg(fieldD(record)));
  return settled(next);
}

function readSlow(record: usize, address: u32, kind: u32): u32 {
  setCurrent(record);
  if (kind == PAGE_HEAP_END) return load<u8>(DATA + address);
  if (kind != PAGE_IO) {
    stop(STOP_UNMAPPED, address);
    return 0;
  }
  if (address < ioBase) return reg(address);
  return readIo(record, address - ioBase);
}

function writeSlow(record: usize, address: u32, value: u32): void {
  const kind: u32 = load<u8>(DATA_PAGES + (address >> 8));
  setCurrent(record);
  if (kind == PAGE_HEAP_END) writeBesideHeapEnd(address, value);
  else if (kind != PAGE_IO) stop(STOP_UNMAPPED, address);
  else if (address < ioBase) setReg(address, value);
  else writeIo(record, address - ioBase, value);
}

/** RAM in the page of the variable that holds the end of the heap. */
function writeBesideHeapEnd(address: u32, value: u32): void {
  store<u8>(DATA + address, value);
  noteWriteBesideHeapEnd(address, load<u16>(DATA + heapEndAddress()));
}

export function readIo(record: usize, io: u32): u32 {
  setCurrent(record);
  switch (io) {
    case IO_SREG: return sreg;
    case IO_SPL: return sp & 0xff;
    case IO_SPH: return sp >> 8;
    case IO_RAMPZ: return rampz;
    case IO_EIND: return eind;
  }
  const value = hostReadIo(io + ioBase);
  if (value < 0) stop(STOP_UNMAPPED, io + ioBase);
  return u32(value) & 0xff;
}

export function writeIo(record: usize, io: u32, value: u32): void {
  setCurrent(record);
  switch (io) {
    case IO_SREG: setSreg(value); return;
    case IO_SPL: writeSpHalf(0, value); return;
    case IO_SPH: writeSpHalf(1, value); return;
    case IO_RAMPZ: setRampz(value); return;
    case IO_EIND: setEind(value); return;
  }
  if (hostWriteIo(io + ioBase, value) < 0) stop(STOP_UNMAPPED, io + ioBase);
}

/** Pushes one byte: stored, then the pointer goes down. */
export function push(record: usize, value: u32): void {
  writeData(record, sp, value);
  setSp(sp - 1);
}

export function pop(record: usize): u32 {
  setSp(sp + 1);
  return readData(record, sp);
}

/** Pushes a return address, low byte first, as CALL and interrupts do. */
export function pushPc(record: usize, wordAddress: u32): void {
  push(record, wordAddress & 0xff);
  push(record, (wordAddress >> 8) & 0xff);
  if (pcBytes == 3) push(record, wordAddress >> 16);
}

export function popPc(record: usize): u32 {
  const top = pcBytes == 3 ? pop(record) : 0;
  const middle = pop(record);
  return (top << 16) | (middle << 8) | pop(record);
}
