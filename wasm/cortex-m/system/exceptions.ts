import { exceptionEntryCycles, exceptionReturnCycles, hasDsp, hasFpu, isBaseline, tailChainCycles } from '../core';
import { decodeBlock } from '../decode/decode';
import { clearExclusive } from '../execute/exclusive';
import { FAULT_FETCH, FAULT_INVALID_RETURN, FAULT_VECTOR, pendingFault, raiseFault } from '../fault';
import { setFpscr } from '../float/index';
import { lowerSp } from '../execute/stack';
import { CAUSE_EXCEPTIONS, FLAG_GE, FLAG_Q, SINGLES } from '../layout';
import { loadWord, storeAlignedWord } from '../memory/data';
import { fetchWord } from '../memory/flash';
import { addressOf, hostAddress, recordOf } from '../memory/regions';
import { getNzcv, register, setNzcv, setRegister } from '../state';
import { interruptRunLoop, stall } from '../time';
import { alignsStack, vtor } from './control';
import { CONTEXT_CYCLES, deferContext, reconsiderFpu, saveContext, takeDeferral } from './fpu';
import { activeCount, isActive, nextException, NMI, setActive, setPending } from './interrupts';
import { itStateOf } from './it-state';
import {
  CONTROL_FPCA, CONTROL_SPSEL, control, ipsr, mainSp, processSp, setControl, setFaultmask, setIpsr, setMainSp,
  setProcessSp, usesMainStack,
} from './mode';
import { beginHandlers, processStackResumed } from './stack-marks';

/* Entry to and return from exceptions: sections B1.5.6 to B1.5.8 of DDI 0403E. */

const BASIC_FRAME: u32 = 0x20;
const EXTENDED_FRAME: u32 = 0x68;
const XPSR_PADDED: u32 = 1 << 9;
const XPSR_THUMB: u32 = 1 << 24;

/** xPSR with the given ITSTATE, section B1.4.2. */
export function xpsr(itState: u32): u32 {
  return (
    getNzcv() |
    (load<u32>(0, FLAG_Q) << 27) |
    ((itState & 3) << 25) |
    XPSR_THUMB |
    (load<u32>(0, FLAG_GE) << 16) |
    ((itState >> 2) << 10) |
    ipsr
  );
}

/** Q belongs to ARMv7-M, GE to the DSP extension: without them the bits stay 0. */
export function setApsr(value: u32): void {
  setNzcv(value);
  store<u32>(0, isBaseline ? 0 : (value >> 27) & 1, FLAG_Q);
  store<u32>(0, hasDsp ? (value >> 16) & 0xf : 0, FLAG_GE);
}

/** Exceptions taken so far. */
export let entryCount: u32 = 0;

function pushFrame(returnAddress: u32, itState: u32): void {
  const hasContext = (control & CONTROL_FPCA) != 0;
  const size = hasContext ? EXTENDED_FRAME : BASIC_FRAME;
  const sp = register(13);
  const padded = alignsStack() && (sp & 4) != 0;
  const frame = (sp - size) & (alignsStack() ? ~7 : ~3);
  for (let i: u32 = 0; i < 4; i++) storeAlignedWord(frame + i * 4, register(i));
  storeAlignedWord(frame + 16, register(12));
  storeAlignedWord(frame + 20, register(14));
  storeAlignedWord(frame + 24, returnAddress);
  storeAlignedWord(frame + 28, (xpsr(itState) & ~XPSR_PADDED) | (padded ? XPSR_PADDED : 0));
  // On the main stack it belongs to what the handler takes, which is counted when it has begun.
  if (usesMainStack()) setRegister(13, frame);
  else lowerSp(frame);
  if (hasContext && !deferContext(frame + BASIC_FRAME)) {
    saveContext(frame + BASIC_FRAME);
    stall(CAUSE_EXCEPTIONS, CONTEXT_CYCLES);
  }
}

function returnCode(): u32 {
  const context: u32 = control & CONTROL_FPCA ? 0 : 0x10;
  if (ipsr != 0) return 0xffffffe1 | context;
  return (control & CONTROL_SPSEL ? 0xffffffed : 0xffffffe9) | context;
}

/** Goes to the handler of an exception, stacking done; returns its record. */
function takeException(exception: u32, lr: u32): usize {
  entryCount++;
  setIpsr(exception);
  setControl(control & ~(CONTROL_SPSEL | CONTROL_FPCA));
  setRegister(14, lr);
  lowerSp(register(13));
  setPending(exception, false);
  setActive(exception, true);
  clearExclusive();
  reconsiderFpu();
  interruptRunLoop();
  return vectorRecord(exception);
}

/** The vector is fetched beside the stacking and costs nothing of its own. */
function vectorRecord(exception: u32): usize {
  const host = hostAddress(vtor + exception * 4);
  const vector = host == 0 ? 0 : load<u32>(host);
  const record = recordOf(vector & ~1);
  if (record == 0 || (vector & 1) == 0) {
    raiseFault(FAULT_VECTOR, vtor + exception * 4);
    return 0;
  }
  fetchWord(record);
  return record;
}

/** Takes `exception` in front of the instruction at the record `ip`; returns the record of the handler. */
export function enterException(exception: u32, ip: usize): usize {
  const lr = returnCode();
  if (ipsr == 0) beginHandlers(mainSp());
  pushFrame(addressOf(ip), itStateOf(ip));
  stall(CAUSE_EXCEPTIONS, exceptionEntryCycles);
  const handler = takeException(exception, lr);
  return handler == 0 ? ip : handler;
}

export function isExceptionReturn(value: u32): bool {
  return ipsr != 0 && value >= 0xf0000000;
}

function isValidReturn(code: u32): bool {
  const kind = hasFpu ? code | 0x10 : code;
  if (!isActive(ipsr)) return false;
  if (kind == 0xfffffff1) return activeCount() > 1;
  return (kind == 0xfffffff9 || kind == 0xfffffffd) && activeCount() == 1;
}

/** Leaves the exception; returns the record to go on with: of the interrupted program, or of the next handler. */
export function exceptionReturn(ip: usize, code: u32): usize {
  if (!isValidReturn(code)) {
    raiseFault(FAULT_INVALID_RETURN, code);
    return ip;
  }
  setActive(ipsr, false);
  if (ipsr != NMI) setFaultmask(0);
  const frame = (code & 0xf) == 0xd ? processSp() : mainSp();
  const returning: u32 = (code & 0xf) == 1 ? load<u32>(hostAddress(frame + 28)) & 0x1ff : 0;
  const finished = ipsr;
  setIpsr(returning);
  const chained = nextException();
  if (chained != 0) {
    setIpsr(finished);
    stall(CAUSE_EXCEPTIONS, tailChainCycles);
    const handler = takeException(chained, code);
    return handler == 0 ? ip : handler;
  }
  return popFrame(ip, code, frame);
}

function popFrame(ip: usize, code: u32, frame: u32): usize {
  const hasContext = (code & 0x10) == 0;
  for (let i: u32 = 0; i < 4; i++) setRegister(i, loadWord(frame + i * 4));
  setRegister(12, loadWord(frame + 16));
  setRegister(14, loadWord(frame + 20));
  const address = loadWord(frame + 24) & ~1;
  const psr = loadWord(frame + 28);
  if (pendingFault != 0) return ip;
  if (hasContext) popContext(frame + BASIC_FRAME);
  const end = (frame + (hasContext ? EXTENDED_FRAME : BASIC_FRAME)) | (psr & XPSR_PADDED && alignsStack() ? 4 : 0);
  if ((code & 0xf) == 0xd) {
    setProcessSp(end);
    processStackResumed(end);
  } else setMainSp(end);
  const stack: u32 = (code & 0xf) == 0xd ? CONTROL_SPSEL : 0;
  setControl((control & 1) | stack | (hasContext ? CONTROL_FPCA : 0));
  setApsr(psr);
  reconsiderFpu();
  stall(CAUSE_EXCEPTIONS, exceptionReturnCycles);
  interruptRunLoop();
  return resume(ip, address, ((psr >> 25) & 3) | ((psr >> 8) & 0xfc));
}

function popContext(from: u32): void {
  if (takeDeferral()) return;
  for (let i: u32 = 0; i < 16; i++) store<u32>(SINGLES + i * 4, loadWord(from + i * 4));
  setFpscr(loadWord(from + 64));
  stall(CAUSE_EXCEPTIONS, CONTEXT_CYCLES);
}

function resume(ip: usize, address: u32, itState: u32): usize {
  const record = recordOf(address);
  if (record == 0) {
    raiseFault(FAULT_FETCH, address);
    return ip;
  }
  if ((itState & 0xf) != 0 && !isBaseline) decodeBlock(address, itState);
  fetchWord(record);
  return record;
}
