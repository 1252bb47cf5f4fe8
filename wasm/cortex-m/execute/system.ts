import { decodeAt } from '../decode/decode';
import { isBaseline } from '../core';
import { FAULT_BREAKPOINT, FAULT_FETCH, FAULT_UNDEFINED, raiseFault } from '../fault';
import { semihosting } from '../host';
import { AUX, CAUSE_BRANCH, CAUSE_ISSUE, KEY_COUNTS, OP_MASK, OP_WIDE, REMAINING } from '../layout';
import { addressOf } from '../memory/regions';
import { OP_UNDECODED } from '../opcodes.generated';
import { imm, register, setD, setRegister, valueN } from '../state';
import { setApsr, xpsr } from '../system/exceptions';
import { reconsiderFpu } from '../system/fpu';
import { canTake, setPending, SVCALL, wakesFromSleep } from '../system/interrupts';
import {
  basepri, control, faultmask, ipsr, isPrivileged, mainSp, primask, processSp, setBasepri, setControl, setFaultmask,
  selectProcessStack, setMainSp, setPrimask,
} from '../system/mode';
import { STOP_NEVER_ENDS, STOP_WATCH, stop } from '../system/stop';
import { timerInterrupts } from '../system/systick';
import { interruptRunLoop, stall } from '../time';
import { clearExclusive } from './exclusive';

const NARROW: usize = 16;
const WIDE: usize = 32;
const SEMIHOSTING: u32 = 0xab;

@inline function following(ip: usize): usize { return ip + ((load<u16>(ip) & OP_WIDE) != 0 ? WIDE : NARROW); }

/** Takes back what the run loop has counted for a record that turned out not to be an instruction. */
function uncount(ip: usize): void {
  const head = load<u32>(ip);
  const counter = KEY_COUNTS + (((head >> 16) & 0xff) << 3);
  store<u64>(counter, load<u64>(counter) - 1);
  store<i32>(0, load<i32>(0, REMAINING) + ((head >> 24) as i32), REMAINING);
}

// ---- records that are not instructions

export function undecoded(ip: usize): usize {
  uncount(ip);
  const pc = addressOf(ip);
  decodeAt(pc);
  // Behind the end of a memory there is nothing to decode.
  if ((load<u32>(ip) & OP_MASK) == OP_UNDECODED) raiseFault(FAULT_FETCH, pc);
  return ip;
}
export function undefined_(ip: usize): usize {
  raiseFault(FAULT_UNDEFINED, 0);
  return ip;
}
export function watch(ip: usize): usize {
  uncount(ip);
  stop(STOP_WATCH);
  return ip;
}

// ---- waiting

/** The host has something in store that may interrupt. */
let hostHasEvents: bool = false;
export function expectEvents(on: bool): void {
  hostHasEvents = on;
}

/** Lets the time until the next event pass; without one that could end the wait the program never ends. */
function wait(ip: usize, cause: u32): void {
  if (!timerInterrupts() && !hostHasEvents) {
    stop(STOP_NEVER_ENDS);
    return;
  }
  const left = load<i32>(0, REMAINING);
  if (left > 0) stall(cause, left as u32);
}

/** `b .`: an interrupt may still do all the work. */
export function endlessLoop(ip: usize): usize {
  wait(ip, CAUSE_BRANCH);
  return ip;
}
export function wfi(ip: usize): void {
  if (!wakesFromSleep()) wait(ip, CAUSE_ISSUE);
}
let eventRegister: bool = false;
export function sev(_ip: usize): void { eventRegister = true; }
export function wfe(ip: usize): void {
  if (!eventRegister && !wakesFromSleep()) wait(ip, CAUSE_ISSUE);
  eventRegister = false;
}

@inline export function nop(_ip: usize): void {}
@inline export function it(_ip: usize): void {}
export function barrier(_ip: usize): void {}
export function clrex(_ip: usize): void { clearExclusive(); }
/** Nothing is fetched ahead of its execution here, so that there is nothing to flush. */
export function isb(ip: usize): usize { return following(ip); }

// ---- special registers: section B5.2

const F_BIT: u32 = 1;
const I_BIT: u32 = 2;
export function cpsid(ip: usize): void {
  if (!isPrivileged() || (imm(ip) & F_BIT && missesMask(3))) return;
  if (imm(ip) & I_BIT) setPrimask(1);
  if (imm(ip) & F_BIT) setFaultmask(1);
}
export function cpsie(ip: usize): void {
  if (!isPrivileged() || (imm(ip) & F_BIT && missesMask(3))) return;
  if (imm(ip) & I_BIT) setPrimask(0);
  if (imm(ip) & F_BIT) setFaultmask(0);
  interruptRunLoop();
}

export function mrs(ip: usize): void { setD(ip, readSpecial(imm(ip))); }

function readSpecial(number: u32): u32 {
  switch (number >> 3) {
    case 0: return readPsr(number & 7);
    case 1: return !isPrivileged() ? 0 : (number & 7) == 0 ? mainSp() : (number & 7) == 1 ? processSp() : 0;
    case 2: return readMask(number & 7);
    default: return 0;
  }
}
/** Bit 0 of the number selects IPSR, bit 2 cleared APSR; EPSR reads as zero. */
function readPsr(number: u32): u32 {
  const whole = xpsr(0);
  return (number & 4 ? 0 : whole & 0xf80f0000) | (number & 1 ? whole & 0x1ff : 0);
}
/** BASEPRI and FAULTMASK are not in ARMv6-M. */
function missesMask(number: u32): bool {
  if (!isBaseline || number == 0 || number == 4) return false;
  raiseFault(FAULT_UNDEFINED, 0);
  return true;
}
function readMask(number: u32): u32 {
  if (missesMask(number)) return 0;
  if (number == 4) return control;
  if (!isPrivileged()) return 0;
  switch (number) {
    case 0: return primask;
    case 1:
    case 2: return basepri;
    case 3: return faultmask;
    default: return 0;
  }
}

export function msr(ip: usize): void { writeSpecial(imm(ip), valueN(ip), load<u32>(ip, AUX)); }

/** `mask` bit 1 selects NZCVQ, bit 0 GE. */
function writeSpecial(number: u32, value: u32, mask: u32): void {
  if (number >> 3 == 0) {
    if ((number & 4) == 0) writeApsr(value, mask);
    return;
  }
  if (!isPrivileged()) return;
  if (number == 8) setMainSp(value);
  else if (number == 9) selectProcessStack(value);
  else if (number >> 3 == 2) writeMask(number & 7, value);
  interruptRunLoop();
}
function writeApsr(value: u32, mask: u32): void {
  const whole = xpsr(0);
  const keep: u32 = (mask & 2 ? 0 : 0xf8000000) | (mask & 1 ? 0 : 0x000f0000);
  setApsr((value & ~keep) | (whole & keep));
}
function writeMask(number: u32, value: u32): void {
  if (missesMask(number)) return;
  switch (number) {
    case 0: setPrimask(value); return;
    case 1: setBasepri(value); return;
    case 2:
      if ((value & 0xff) != 0 && ((value & 0xff) < basepri || basepri == 0)) setBasepri(value);
      return;
    case 3: setFaultmask(value); return;
    case 4:
      // SPSEL cannot be changed in Handler mode.
      setControl(ipsr == 0 ? value : (value & ~2) | (control & 2));
      reconsiderFpu();
      return;
  }
}

// ---- instructions that trap

export function svc(ip: usize): usize {
  if (!canTake(SVCALL)) raiseFault(FAULT_UNDEFINED, 0);
  setPending(SVCALL, true);
  return following(ip);
}
export function bkpt(ip: usize): usize {
  if (imm(ip) != SEMIHOSTING) {
    raiseFault(FAULT_BREAKPOINT, imm(ip));
    return ip;
  }
  setRegister(0, semihosting(register(0), register(1)));
  return following(ip);
}
export function udf(ip: usize): usize {
  raiseFault(FAULT_UNDEFINED, 0);
  return ip;
}
