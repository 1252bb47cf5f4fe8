import { cpuid, hasFpu, isBaseline } from '../core';
import { FAULT_PERIPHERAL, raiseFault } from '../fault';
import { readPeripheral, writeItm, writePeripheral } from '../host';
import { setTrapUnaligned } from '../memory/data';
import { now } from '../time';
import {
  ccr, demcr, priorityGroup, scr, setCcr, setDemcr, setPriorityGroup, setScr, setVtor, trapsUnaligned, vtor,
} from './control';
import { cpacr, fpcar, fpccr, fpdscr, setCpacr, setFpcar, setFpccr, setFpdscr } from './fpu';
import {
  activeCount, EXCEPTION_COUNT, FIRST_INTERRUPT, interruptIsPending, isActive, isEnabled, isPending, NMI, PEND_SV,
  priorityOf, setEnabled, setPending, setPriority, SVCALL, SYSTICK, visiblePending,
} from './interrupts';
import { ipsr } from './mode';
import { requestReset } from './stop';
import { readCsr, readCurrent, readReload, writeCsr, writeCurrent, writeReload } from './systick';

/* The Private Peripheral Bus, 0xE0000000 to 0xE00FFFFF: section B3.1 of DDI 0403E. Registers are words. */

const ITM_PORTS_END: u32 = 0xe0000080;
const ITM_END: u32 = 0xe0001000;
const DWT_CTRL: u32 = 0xe0001000;
const DWT_CYCCNT: u32 = 0xe0001004;
const DWT_END: u32 = 0xe0002000;
const SCS: u32 = 0xe000e000;
const SCS_END: u32 = 0xe000f000;
/** Debug components of the vendor begin here: the TPIU, the ETM and the like. */
const VENDOR: u32 = 0xe0040000;

const AIRCR_KEY: u32 = 0x05fa0000;
const AIRCR_KEY_READ: u32 = 0xfa050000;
const SYSRESETREQ: u32 = 4;

/** DWT: CYCCNT counts from the value last written while CYCCNTENA is set. */
let dwtControl: u32 = 0x40000000;
let cycleBase: i64 = 0;
let cycleStopped: u32 = 0;
let itmEnable: u32 = 0;
let itmControl: u32 = 0;
/** SHCSR.MEMFAULTENA, BUSFAULTENA, USGFAULTENA. A fault stops the run whatever they are. */
const FAULT_ENABLES: u32 = 7 << 16;
let faultEnables: u32 = 0;

export function resetPrivatePeripherals(): void {
  dwtControl = 0x40000000;
  cycleBase = 0;
  cycleStopped = 0;
  itmEnable = 0;
  itmControl = 0;
  faultEnables = 0;
}

export function readSystem(address: u32, bytes: u32): u32 {
  if (address >= VENDOR) return readPeripheral(address, bytes);
  const word = readWord(address & ~3);
  if (bytes == 4) return word;
  const shifted = word >> ((address & 3) << 3);
  return bytes == 1 ? shifted & 0xff : shifted & 0xffff;
}

export function writeSystem(address: u32, value: u32, bytes: u32): void {
  if (address >= VENDOR) writePeripheral(address, value, bytes);
  else if (address < ITM_PORTS_END) writeItmPort(address, value);
  else if (bytes == 4) writeWord(address, value);
  else {
    const shift = (address & 3) << 3;
    const mask: u32 = (bytes == 1 ? 0xff : 0xffff) << shift;
    writeWord(address & ~3, (readWord(address & ~3) & ~mask) | ((value << shift) & mask));
  }
}

function writeItmPort(address: u32, value: u32): void {
  if (address < 0xe0000004) writeItm(value & 0xff);
}

/** ARMv6-M has no ITM, and its DWT no cycle counter (DDI 0419 section C1): firmware that reads them means another core. */
@inline function isMissing(address: u32): bool {
  return isBaseline && address < DWT_END;
}

function readWord(address: u32): u32 {
  if (isMissing(address)) {
    raiseFault(FAULT_PERIPHERAL, address);
    return 0;
  }
  if (address < ITM_PORTS_END) return 1; // the stimulus FIFO always has room
  if (address < ITM_END) return readItm(address);
  if (address < DWT_END) return readDwt(address);
  if (address >= SCS && address < SCS_END) return readScs(address);
  raiseFault(FAULT_PERIPHERAL, address);
  return 0;
}

function writeWord(address: u32, value: u32): void {
  if (isMissing(address)) raiseFault(FAULT_PERIPHERAL, address);
  else if (address < ITM_END) writeItmControl(address, value);
  else if (address < DWT_END) writeDwt(address, value);
  else if (address >= SCS && address < SCS_END) writeScs(address, value);
  else raiseFault(FAULT_PERIPHERAL, address);
}

function readItm(address: u32): u32 {
  if (address == 0xe0000e00) return itmEnable;
  return address == 0xe0000e80 ? itmControl : 0;
}

function writeItmControl(address: u32, value: u32): void {
  if (address == 0xe0000e00) itmEnable = value;
  else if (address == 0xe0000e80) itmControl = value;
}

function cycleCounter(): u32 {
  return dwtControl & 1 ? ((now() - cycleBase) as u32) : cycleStopped;
}

function readDwt(address: u32): u32 {
  if (address == DWT_CTRL) return dwtControl;
  return address == DWT_CYCCNT ? cycleCounter() : 0;
}

function writeDwt(address: u32, value: u32): void {
  if (address == DWT_CTRL) {
    const count = cycleCounter();
    dwtControl = value;
    setCycleCounter(count);
  } else if (address == DWT_CYCCNT) setCycleCounter(value);
}

function setCycleCounter(value: u32): void {
  cycleStopped = value;
  cycleBase = now() - (value as i64);
}

// ---- System Control Space: section B3.2.2, B3.3, B3.4

/** Registers that are reserved in ARMv6-M: ICTR, SHPR1, fault status, CPACR, and the FPU's (DDI 0419 section B3.2.2). */
function isMainlineOnly(offset: u32): bool {
  return offset == 0x004 || offset == 0xd18 || (offset >= 0xd28 && offset < 0xdf0) || offset >= 0xf00;
}

function readScs(address: u32): u32 {
  const offset = address - SCS;
  if (isBaseline && isMainlineOnly(offset)) return 0;
  if (offset >= 0x100 && offset < 0x400) return readNvicBits(offset);
  if (offset >= 0x400 && offset < 0x4f0) return readPriorities(FIRST_INTERRUPT + offset - 0x400);
  if (offset >= 0xd18 && offset < 0xd24) return readPriorities(4 + offset - 0xd18);
  switch (offset) {
    case 0x004: return (EXCEPTION_COUNT - FIRST_INTERRUPT) / 32;
    case 0x010: return readCsr();
    case 0x014: return readReload();
    case 0x018: return readCurrent();
    case 0xd00: return cpuid;
    case 0xd04: return readIcsr();
    case 0xd08: return vtor;
    case 0xd0c: return AIRCR_KEY_READ | (priorityGroup << 8);
    case 0xd10: return scr;
    case 0xd14: return ccr;
    case 0xd24: return readShcsr();
    case 0xd88: return cpacr;
    case 0xdfc: return demcr;
    case 0xf34: return fpccr;
    case 0xf38: return fpcar;
    case 0xf3c: return fpdscr;
    case 0xf40: return hasFpu ? 0x10110021 : 0; // MVFR0 of FPv4-SP, Cortex-M4 TRM 7.3
    case 0xf44: return hasFpu ? 0x11000011 : 0;
    default: return 0;
  }
}

function writeScs(address: u32, value: u32): void {
  const offset = address - SCS;
  if (isBaseline && isMainlineOnly(offset)) return;
  if (offset >= 0x100 && offset < 0x300) writeNvicBits(offset, value);
  else if (offset >= 0x400 && offset < 0x4f0) writePriorities(FIRST_INTERRUPT + offset - 0x400, value);
  else if (offset >= 0xd18 && offset < 0xd24) writePriorities(4 + offset - 0xd18, value);
  else writeControl(offset, value);
}

function writeControl(offset: u32, value: u32): void {
  switch (offset) {
    case 0x010: writeCsr(value); return;
    case 0x014: writeReload(value); return;
    case 0x018: writeCurrent(); return;
    case 0xd04: writeIcsr(value); return;
    case 0xd08: setVtor(value); return;
    case 0xd0c: writeAircr(value); return;
    case 0xd10: setScr(value); return;
    case 0xd14:
      setCcr(value);
      setTrapUnaligned(trapsUnaligned());
      return;
    case 0xd24: faultEnables = value & FAULT_ENABLES; return;
    case 0xd88: setCpacr(value); return;
    case 0xdfc: setDemcr(value); return;
    case 0xf00: setPending(FIRST_INTERRUPT + (value & 0x1ff), true); return;
    case 0xf34: setFpccr(value); return;
    case 0xf38: setFpcar(value); return;
    case 0xf3c: setFpdscr(value); return;
  }
}

/** ISER, ICER, ISPR, ICPR, IABR: 32 interrupts a word, each array 0x80 bytes. */
function readNvicBits(offset: u32): u32 {
  const array = (offset - 0x100) >> 7;
  const first = FIRST_INTERRUPT + ((offset & 0x7c) << 3);
  let bits: u32 = 0;
  for (let i: u32 = 0; i < 32 && first + i < EXCEPTION_COUNT; i++) {
    const exception = first + i;
    const set = array < 2 ? isEnabled(exception) : array < 4 ? isPending(exception) : isActive(exception);
    bits |= (set ? 1 : 0) << i;
  }
  return bits;
}

function writeNvicBits(offset: u32, value: u32): void {
  const array = (offset - 0x100) >> 7;
  const first = FIRST_INTERRUPT + ((offset & 0x7c) << 3);
  for (let bits = value; bits != 0; bits &= bits - 1) {
    const exception = first + ctz(bits);
    if (exception >= EXCEPTION_COUNT) return;
    if (array < 2) setEnabled(exception, array == 0);
    else setPending(exception, array == 2);
  }
}

function readPriorities(first: u32): u32 {
  let word: u32 = 0;
  for (let i: u32 = 0; i < 4; i++) word |= priorityOf(first + i) << (i << 3);
  return word;
}

function writePriorities(first: u32, value: u32): void {
  for (let i: u32 = 0; i < 4; i++) setPriority(first + i, (value >> (i << 3)) & 0xff);
}

function bitIf(condition: bool, position: u32): u32 {
  return (condition ? 1 : 0) << position;
}

/** RETTOBASE is UNKNOWN in thread mode; it reads 1 there. */
function readIcsr(): u32 {
  return (
    ipsr |
    bitIf(activeCount() <= 1, 11) |
    (visiblePending() << 12) |
    bitIf(interruptIsPending(), 22) |
    bitIf(isPending(SYSTICK), 26) |
    bitIf(isPending(PEND_SV), 28)
  );
}

/** What runs and waits of the system exceptions there are, and the fault enables as they were written. */
function readShcsr(): u32 {
  return (
    faultEnables |
    bitIf(isActive(SVCALL), 7) |
    bitIf(isActive(PEND_SV), 10) |
    bitIf(isActive(SYSTICK), 11) |
    bitIf(isPending(SVCALL), 15)
  );
}

function writeIcsr(value: u32): void {
  if (value & (1 << 31)) setPending(NMI, true);
  if (value & (1 << 28)) setPending(PEND_SV, true);
  if (value & (1 << 27)) setPending(PEND_SV, false);
  if (value & (1 << 26)) setPending(SYSTICK, true);
  if (value & (1 << 25)) setPending(SYSTICK, false);
}

function writeAircr(value: u32): void {
  if ((value & 0xffff0000) != AIRCR_KEY) return;
  setPriorityGroup(value >> 8);
  if (value & SYSRESETREQ) requestReset();
}
