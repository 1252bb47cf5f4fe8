import { FAULT_FLASH_WRITE, FAULT_UNALIGNED, FAULT_UNMAPPED_READ, FAULT_UNMAPPED_WRITE, raiseFault } from '../fault';
import { hasBitBand } from '../core';
import { readPeripheral, writePeripheral } from '../host';
import { CAUSE_LOAD_STORE, PAGE_BIAS, PAGE_DECODED, PAGE_FLASH, PAGE_PLAIN, READ_PAGES, WRITE_PAGES } from '../layout';
import { readSystem, writeSystem } from '../system/registers';
import { refund, stall } from '../time';
import { readFlashData } from './flash';
import { isObserving, noteDeviceRead, spoil, storeObserved } from './observed';
import { dropDecoded, flashHost, isDevice, isPort } from './regions';

/*
 * Data accesses. The fast path is an aligned access to plain memory: one look at the page table. Everything else
 * (flash, unaligned, peripherals, system registers, bit-band, nothing) is in the slow functions.
 */

const FLAGS: u32 = 0xfff;
const PLAIN_OFFSET: usize = (PAGE_BIAS - PAGE_PLAIN) as usize;
const FLASH_OFFSET: u32 = PAGE_BIAS - PAGE_FLASH;

@inline function readEntry(address: u32): u32 { return load<u32>((address >> 12) << 2, READ_PAGES); }
@inline function writeEntry(address: u32): u32 { return load<u32>((address >> 12) << 2, WRITE_PAGES); }
/** 0 when the entry is plain memory and the address has none of the bits of `unaligned`. */
@inline function obstacle(entry: u32, address: u32, unaligned: u32): u32 {
  return ((entry & FLAGS) ^ PAGE_PLAIN) | (address & unaligned);
}

@inline export function loadWord(address: u32): u32 {
  const entry = readEntry(address);
  if (obstacle(entry, address, 3) == 0) return load<u32>(address + entry, PLAIN_OFFSET);
  return loadSlowly(address, 4);
}
@inline export function loadHalf(address: u32): u32 {
  const entry = readEntry(address);
  if (obstacle(entry, address, 1) == 0) return load<u16>(address + entry, PLAIN_OFFSET);
  return loadSlowly(address, 2);
}
@inline export function loadByte(address: u32): u32 {
  const entry = readEntry(address);
  if (obstacle(entry, address, 0) == 0) return load<u8>(address + entry, PLAIN_OFFSET);
  return loadSlowly(address, 1);
}
@inline export function storeWord(address: u32, value: u32): void {
  const entry = writeEntry(address);
  if (obstacle(entry, address, 3) == 0) store<u32>(address + entry, value, PLAIN_OFFSET);
  else storeSlowly(address, value, 4);
}
@inline export function storeHalf(address: u32, value: u32): void {
  const entry = writeEntry(address);
  if (obstacle(entry, address, 1) == 0) store<u16>(address + entry, value as u16, PLAIN_OFFSET);
  else storeSlowly(address, value, 2);
}
@inline export function storeByte(address: u32, value: u32): void {
  const entry = writeEntry(address);
  if (obstacle(entry, address, 0) == 0) store<u8>(address + entry, value as u8, PLAIN_OFFSET);
  else storeSlowly(address, value, 1);
}

/** Word accesses of instructions that need alignment whatever CCR says (section A3.2.1): multiples, pairs, FP. */
@inline export function loadAlignedWord(address: u32): u32 {
  if (address & 3) {
    raiseFault(FAULT_UNALIGNED, address);
    return 0;
  }
  return loadWord(address);
}
@inline export function storeAlignedWord(address: u32, value: u32): void {
  if (address & 3) raiseFault(FAULT_UNALIGNED, address);
  else storeWord(address, value);
}

/* The slow functions reach the fast ones through these, so that nothing is inlined into itself. */
function byteAt(address: u32): u32 { return loadByte(address); }
function halfAt(address: u32): u32 { return loadHalf(address); }
function putByte(address: u32, value: u32): void { storeByte(address, value); }
function putHalf(address: u32, value: u32): void { storeHalf(address, value); }

export let trapUnaligned: bool = false;
export function setTrapUnaligned(trap: bool): void {
  trapUnaligned = trap;
}

/** Extra cycles of an unaligned access (Cortex-M4 TRM section 3.3.3): one, or two for a word at an odd address. */
function unalignedPenalty(address: u32, bytes: u32): u32 {
  return bytes == 4 && address & 1 ? 2 : 1;
}

export function loadSlowly(address: u32, bytes: u32): u32 {
  if (address & (bytes - 1)) return loadUnaligned(address, bytes);
  const entry = readEntry(address);
  if ((entry & FLAGS) == PAGE_FLASH) {
    const host = address + entry + FLASH_OFFSET;
    readFlashData(host - (flashHost as u32), bytes);
    return readHost(host, bytes);
  }
  if (entry != 0) return readHost(address + (entry & ~FLAGS) + PAGE_BIAS, bytes);
  if (address >> 28 == 0xe) {
    if (isObserving) spoil();
    return readSystem(address, bytes);
  }
  const bitBand = bitBandTarget(address);
  if (bitBand != 0) return (byteAt(bitBand) >> ((address >> 2) & 7)) & 1;
  if (isDevice(address)) {
    if (isPort(address)) refund(CAUSE_LOAD_STORE, 1);
    const value = readPeripheral(address, bytes);
    if (isObserving) noteDeviceRead(address);
    return value;
  }
  raiseFault(FAULT_UNMAPPED_READ, address);
  return 0;
}

@inline function readHost(host: usize, bytes: u32): u32 {
  return bytes == 4 ? load<u32>(host) : bytes == 2 ? (load<u16>(host) as u32) : (load<u8>(host) as u32);
}

function loadUnaligned(address: u32, bytes: u32): u32 {
  if (trapUnaligned || address >> 28 == 0xe || isDevice(address)) {
    raiseFault(FAULT_UNALIGNED, address);
    return 0;
  }
  stall(CAUSE_LOAD_STORE, unalignedPenalty(address, bytes));
  if (address & 1) {
    const low = byteAt(address);
    if (bytes == 2) return low | (byteAt(address + 1) << 8);
    return low | (halfAt(address + 1) << 8) | (byteAt(address + 3) << 24);
  }
  return halfAt(address) | (halfAt(address + 2) << 16);
}

export function storeSlowly(address: u32, value: u32, bytes: u32): void {
  if (address & (bytes - 1)) {
    storeUnaligned(address, value, bytes);
    return;
  }
  if (isObserving && storeObserved(address, value, bytes)) return;
  const entry = writeEntry(address);
  if (entry != 0) {
    if ((entry & FLAGS) == PAGE_DECODED) dropDecoded(address);
    writeHost(address + (entry & ~FLAGS) + PAGE_BIAS, value, bytes);
    return;
  }
  if (address >> 28 == 0xe) {
    writeSystem(address, value, bytes);
    return;
  }
  const bitBand = bitBandTarget(address);
  if (bitBand != 0) {
    const bit: u32 = 1 << ((address >> 2) & 7);
    putByte(bitBand, value & 1 ? byteAt(bitBand) | bit : byteAt(bitBand) & ~bit);
    return;
  }
  if (isDevice(address)) {
    if (isPort(address)) refund(CAUSE_LOAD_STORE, 1);
    writePeripheral(address, value, bytes);
  } else raiseFault(readEntry(address) != 0 ? FAULT_FLASH_WRITE : FAULT_UNMAPPED_WRITE, address);
}

@inline function writeHost(host: usize, value: u32, bytes: u32): void {
  if (bytes == 4) store<u32>(host, value);
  else if (bytes == 2) store<u16>(host, value as u16);
  else store<u8>(host, value as u8);
}

/** STR and STRH cannot delay the core because of the write buffer: no penalty (Cortex-M4 TRM section 3.3.3). */
function storeUnaligned(address: u32, value: u32, bytes: u32): void {
  if (trapUnaligned || address >> 28 == 0xe || isDevice(address)) {
    raiseFault(FAULT_UNALIGNED, address);
    return;
  }
  if (address & 1) {
    putByte(address, value & 0xff);
    if (bytes == 2) {
      putByte(address + 1, (value >> 8) & 0xff);
      return;
    }
    putHalf(address + 1, (value >> 8) & 0xffff);
    putByte(address + 3, value >> 24);
    return;
  }
  putHalf(address, value & 0xffff);
  putHalf(address + 2, value >> 16);
}

/** The byte a bit-band alias address stands for (section B3.1 of the ARMv7-M manual's memory map), or 0. */
function bitBandTarget(address: u32): u32 {
  if (!hasBitBand) return 0;
  const region = address & 0xfe000000;
  if (region != 0x22000000 && region != 0x42000000) return 0;
  return (address & 0xf0000000) | ((address & 0x01ffffff) >> 5);
}
