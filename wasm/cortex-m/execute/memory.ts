import { RA, RD, REGISTERS, RN } from '../layout';
import {
  loadAlignedWord, loadByte, loadHalf, loadWord, storeAlignedWord, storeByte, storeHalf, storeWord,
} from '../memory/data';
import { pendingFault } from '../fault';
import { imm, setA, setD, setN, valueA, valueD, valueM, valueN } from '../state';
import { noteStored } from '../system/stack-marks';
import { clearExclusive, holdsExclusive, markExclusive } from './exclusive';
import { lowerSp } from './stack';

/*
 * Loads and stores: section A7.7 of DDI 0403E. An access that faults leaves the registers as they were: the base is
 * written only after the access succeeded.
 */

const SP: u32 = 13 << 2;

@inline function signedByte(value: u32): u32 { return (value as i8) as i32; }
@inline function signedHalf(value: u32): u32 { return (value as i16) as i32; }
/** The base after writeback; a stack pointer that goes down moves its low-water mark. */
@inline function writeBack(ip: usize, value: u32): void {
  if (pendingFault != 0) return;
  if (load<u8>(ip, RN) == SP) lowerSp(value);
  else setN(ip, value);
}
/** A loaded word may go to SP. */
@inline function setLoaded(ip: usize, value: u32): void {
  if (load<u8>(ip, RD) == SP) lowerSp(value);
  else setD(ip, value);
}
@inline function indexed(ip: usize): u32 { return valueN(ip) + (valueM(ip) << imm(ip)); }
@inline function offset(ip: usize): u32 { return valueN(ip) + imm(ip); }

// ---- base and index register

@inline export function ldrRegPlain(ip: usize): void { setD(ip, loadWord(valueN(ip) + valueM(ip))); }
@inline export function strRegPlain(ip: usize): void { storeWord(valueN(ip) + valueM(ip), valueD(ip)); }
@inline export function ldrReg(ip: usize): void { setD(ip, loadWord(indexed(ip))); }
@inline export function ldrhReg(ip: usize): void { setD(ip, loadHalf(indexed(ip))); }
@inline export function ldrbReg(ip: usize): void { setD(ip, loadByte(indexed(ip))); }
@inline export function ldrsbReg(ip: usize): void { setD(ip, signedByte(loadByte(indexed(ip)))); }
@inline export function ldrshReg(ip: usize): void { setD(ip, signedHalf(loadHalf(indexed(ip)))); }
@inline export function strReg(ip: usize): void { storeWord(indexed(ip), valueD(ip)); }
@inline export function strhReg(ip: usize): void { storeHalf(indexed(ip), valueD(ip)); }
@inline export function strbReg(ip: usize): void { storeByte(indexed(ip), valueD(ip)); }

// ---- constant offset, pre- and post-indexed; unprivileged forms differ only where an MPU is, which is not modelled

@inline export function ldrImm(ip: usize): void { setD(ip, loadWord(offset(ip))); }
export function ldrUnprivileged(ip: usize): void { setD(ip, loadWord(offset(ip))); }
export function ldrPre(ip: usize): void { const address = offset(ip); const value = loadWord(address); writeBack(ip, address); setLoaded(ip, value); }
export function ldrPost(ip: usize): void { const address = valueN(ip); const value = loadWord(address); writeBack(ip, offset(ip)); setLoaded(ip, value); }
@inline export function ldrhImm(ip: usize): void { setD(ip, loadHalf(offset(ip))); }
export function ldrhUnprivileged(ip: usize): void { setD(ip, loadHalf(offset(ip))); }
export function ldrhPre(ip: usize): void { const address = offset(ip); const value = loadHalf(address); writeBack(ip, offset(ip)); setD(ip, value); }
export function ldrhPost(ip: usize): void { const address = valueN(ip); const value = loadHalf(address); writeBack(ip, offset(ip)); setD(ip, value); }
@inline export function ldrbImm(ip: usize): void { setD(ip, loadByte(offset(ip))); }
export function ldrbUnprivileged(ip: usize): void { setD(ip, loadByte(offset(ip))); }
export function ldrbPre(ip: usize): void { const address = offset(ip); const value = loadByte(address); writeBack(ip, offset(ip)); setD(ip, value); }
export function ldrbPost(ip: usize): void { const address = valueN(ip); const value = loadByte(address); writeBack(ip, offset(ip)); setD(ip, value); }
@inline export function ldrsbImm(ip: usize): void { setD(ip, signedByte(loadByte(offset(ip)))); }
export function ldrsbUnprivileged(ip: usize): void { setD(ip, signedByte(loadByte(offset(ip)))); }
export function ldrsbPre(ip: usize): void { const address = offset(ip); const value = signedByte(loadByte(address)); writeBack(ip, offset(ip)); setD(ip, value); }
export function ldrsbPost(ip: usize): void { const address = valueN(ip); const value = signedByte(loadByte(address)); writeBack(ip, offset(ip)); setD(ip, value); }
@inline export function ldrshImm(ip: usize): void { setD(ip, signedHalf(loadHalf(offset(ip)))); }
export function ldrshUnprivileged(ip: usize): void { setD(ip, signedHalf(loadHalf(offset(ip)))); }
export function ldrshPre(ip: usize): void { const address = offset(ip); const value = signedHalf(loadHalf(address)); writeBack(ip, offset(ip)); setD(ip, value); }
export function ldrshPost(ip: usize): void { const address = valueN(ip); const value = signedHalf(loadHalf(address)); writeBack(ip, offset(ip)); setD(ip, value); }
@inline export function strImm(ip: usize): void { storeWord(offset(ip), valueD(ip)); }
export function strUnprivileged(ip: usize): void { storeWord(offset(ip), valueD(ip)); }
export function strPre(ip: usize): void { storeWord(offset(ip), valueD(ip)); writeBack(ip, offset(ip)); }
export function strPost(ip: usize): void { storeWord(valueN(ip), valueD(ip)); writeBack(ip, offset(ip)); }
@inline export function strhImm(ip: usize): void { storeHalf(offset(ip), valueD(ip)); }
export function strhUnprivileged(ip: usize): void { storeHalf(offset(ip), valueD(ip)); }
export function strhPre(ip: usize): void { storeHalf(offset(ip), valueD(ip)); writeBack(ip, offset(ip)); }
export function strhPost(ip: usize): void { storeHalf(valueN(ip), valueD(ip)); writeBack(ip, offset(ip)); }
@inline export function strbImm(ip: usize): void { storeByte(offset(ip), valueD(ip)); }
export function strbUnprivileged(ip: usize): void { storeByte(offset(ip), valueD(ip)); }
export function strbPre(ip: usize): void { storeByte(offset(ip), valueD(ip)); writeBack(ip, offset(ip)); }
export function strbPost(ip: usize): void { storeByte(valueN(ip), valueD(ip)); writeBack(ip, offset(ip)); }

// ---- literals: the decoder put the address in imm

@inline export function ldrLit(ip: usize): void { setD(ip, loadWord(imm(ip))); }
@inline export function ldrhLit(ip: usize): void { setD(ip, loadHalf(imm(ip))); }
@inline export function ldrbLit(ip: usize): void { setD(ip, loadByte(imm(ip))); }
@inline export function ldrsbLit(ip: usize): void { setD(ip, signedByte(loadByte(imm(ip)))); }
@inline export function ldrshLit(ip: usize): void { setD(ip, signedHalf(loadHalf(imm(ip)))); }

// ---- words loaded into SP

export function ldrImmToSp(ip: usize): void { setLoaded(ip, loadWord(offset(ip))); }
export function ldrRegToSp(ip: usize): void { setLoaded(ip, loadWord(indexed(ip))); }
export function ldrLitToSp(ip: usize): void { setLoaded(ip, loadWord(imm(ip))); }

// ---- pairs: rd and ra

@inline function loadPair(ip: usize, address: u32): void {
  const first = loadAlignedWord(address);
  const second = loadAlignedWord(address + 4);
  if (pendingFault != 0) return;
  setD(ip, first);
  setA(ip, second);
}
@inline function storePair(ip: usize, address: u32): void {
  storeAlignedWord(address, valueD(ip));
  storeAlignedWord(address + 4, valueA(ip));
}
export function ldrdImm(ip: usize): void { loadPair(ip, offset(ip)); }
export function ldrdLit(ip: usize): void { loadPair(ip, imm(ip)); }
export function ldrdPre(ip: usize): void {
  const address = offset(ip);
  loadPair(ip, address);
  writeBack(ip, address);
}
export function ldrdPost(ip: usize): void {
  const address = valueN(ip);
  loadPair(ip, address);
  writeBack(ip, address + imm(ip));
}
export function strdImm(ip: usize): void { storePair(ip, offset(ip)); }
export function strdPre(ip: usize): void {
  storePair(ip, offset(ip));
  writeBack(ip, offset(ip));
}
export function strdPost(ip: usize): void {
  storePair(ip, valueN(ip));
  writeBack(ip, offset(ip));
}

// ---- multiples: the list in imm, writeback in ra

@inline function registerAt(number: u32): usize { return REGISTERS + (number << 2); }

/** Loads the listed registers below PC from `from` on; returns false when an access faulted. */
export function loadList(list: u32, from: u32): bool {
  let address = from;
  for (let rest = list & 0x7fff; rest != 0; rest &= rest - 1) {
    const value = loadAlignedWord(address);
    if (pendingFault != 0) return false;
    store<u32>(registerAt(ctz(rest)), value);
    address += 4;
  }
  return true;
}
@inline function storeList(list: u32, to: u32): void {
  noteStored(to);
  let address = to;
  for (let rest = list; rest != 0; rest &= rest - 1) {
    storeAlignedWord(address, load<u32>(registerAt(ctz(rest))));
    address += 4;
  }
}
@inline function listBytes(ip: usize): u32 { return popcnt(imm(ip)) << 2; }
@inline function writesBack(ip: usize): bool { return load<u8>(ip, RA) != 0; }

export function ldm(ip: usize): void {
  const from = valueN(ip);
  if (loadList(imm(ip), from) && writesBack(ip)) writeBack(ip, from + listBytes(ip));
}
export function ldmdb(ip: usize): void {
  const from = valueN(ip) - listBytes(ip);
  if (loadList(imm(ip), from) && writesBack(ip)) writeBack(ip, from);
}
export function stm(ip: usize): void {
  const to = valueN(ip);
  storeList(imm(ip), to);
  if (writesBack(ip)) writeBack(ip, to + listBytes(ip));
}
export function stmdb(ip: usize): void {
  const to = valueN(ip) - listBytes(ip);
  storeList(imm(ip), to);
  if (writesBack(ip)) writeBack(ip, to);
}

// ---- exclusives: one local monitor (section A3.4); rd is Rt, ra the status of a store

export function ldrex(ip: usize): void {
  setD(ip, loadAlignedWord(offset(ip)));
  markExclusive();
}
export function ldrexh(ip: usize): void {
  setD(ip, loadHalf(valueN(ip)));
  markExclusive();
}
export function ldrexb(ip: usize): void {
  setD(ip, loadByte(valueN(ip)));
  markExclusive();
}
export function strex(ip: usize): void {
  const held = holdsExclusive();
  if (held) storeAlignedWord(offset(ip), valueD(ip));
  setA(ip, held ? 0 : 1);
  clearExclusive();
}
export function strexh(ip: usize): void {
  const held = holdsExclusive();
  if (held) storeHalf(valueN(ip), valueD(ip));
  setA(ip, held ? 0 : 1);
  clearExclusive();
}
export function strexb(ip: usize): void {
  const held = holdsExclusive();
  if (held) storeByte(valueN(ip), valueD(ip));
  setA(ip, held ? 0 : 1);
  clearExclusive();
}
