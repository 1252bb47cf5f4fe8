/* The module's face to the host: src/simulate/cortex-m/machine.ts wraps it. */
import { dropBlocks } from './blocks';
import { isBaseline, selectCore } from './core';
import { decodeAt, setFollowFetches } from './decode/decode';
import { clearFault, faultAddress, pendingFault, raiseFault } from './fault';
import { getFpscr, setFpscr as writeFpscr } from './float/index';
import { EXCHANGE, FETCHED_WORD, KEY_COUNTS, KEY_MEANINGS, OP_MASK, SINGLES, STALLS } from './layout';
import {
  configureFlash, flushCaches, setUpAlias, setUpDataCache, setUpFlash, setUpInstructionCache,
} from './memory/flash';
import { loadSlowly, setTrapUnaligned, storeSlowly } from './memory/data';
import { addMemory, addressOf, hostAddress, mapDevices, recordOf, reserve } from './memory/regions';
import { OP_UNDECODED } from './opcodes.generated';
import { expectEvents } from './execute/system';
import { lastExecuted, resumeAt, runFor, setQuick, setResume } from './run';
import { register, setRegister } from './state';
import { resetControl } from './system/control';
import { setApsr, xpsr } from './system/exceptions';
import { resetFpu } from './system/fpu';
import { resetInterrupts, setLine, setPending } from './system/interrupts';
import { control, mainSp, processSp, resetMode } from './system/mode';
import { resetPrivatePeripherals } from './system/registers';
import {
  handlerPeakBytes, lowestMainSp, lowestProcessSp, resetStackMarks, setLowestMainSp,
} from './system/stack-marks';
import { STOP_HOST, stop } from './system/stop';
import { resetTimer } from './system/systick';
import { endSliceAt, now, resetTime } from './time';
import { keysInUse, resetKeys } from './timing/keys';
import { completeTrace, setTracing, traceRows } from './trace';
import { addWatch, removeWatch } from './watches';

export { selectCore, configureFlash, hostAddress, reserve, setUpAlias, setUpFlash, setUpInstructionCache, setUpDataCache };
export { setTracing, traceRows };
export { flushCaches, mapDevices, writeFpscr, runFor, setQuick };
export { addMemory, setFollowFetches, setPending, setLine, expectEvents, endSliceAt, loadSlowly as readMemory, storeSlowly as writeMemory };
export { handlerPeakBytes, lowestMainSp as lowestSp, lowestProcessSp, setLowestMainSp as setLowestSp };
export { register as readRegister, setRegister as writeRegister, setApsr as writeApsr };

/** Address of an area of linear memory, by index: key counts, key meanings, stalls, single registers, exchange. */
export function area(index: u32): usize {
  switch (index) {
    case 0:
      dropBlocks();
      return KEY_COUNTS;
    case 1: return KEY_MEANINGS;
    case 2: return STALLS;
    case 3: return SINGLES;
    default: return EXCHANGE;
  }
}

/** Resets the core and starts it as section B1.5.5 says: SP and PC from the vector table. False without a start. */
export function reset(vectors: u32, priorityBits: u32): bool {
  resetTime();
  resetMode();
  resetControl(vectors);
  resetFpu();
  resetInterrupts(priorityBits);
  resetTimer();
  resetPrivatePeripherals();
  resetKeys();
  clearFault();
  setTrapUnaligned(isBaseline);
  const table = hostAddress(vectors);
  if (table == 0) return false;
  setRegister(13, load<u32>(table) & ~3);
  setRegister(14, 0xffffffff);
  resetStackMarks(register(13));
  store<u32>(0, 0, FETCHED_WORD);
  return setPc(load<u32>(table, 4) & ~1);
}

/** Hands the host what was traced so far, up to the instruction that is next. */
export function flushTrace(): void {
  completeTrace(resumeAt);
}

/** False when nothing is mapped at `address`. */
export function setPc(address: u32): bool {
  const record = recordOf(address);
  setResume(record);
  return record != 0;
}

export function pc(): u32 {
  return resumeAt == 0 ? 0 : addressOf(resumeAt);
}

/** Address of the instruction executed last: the one that faulted. */
export function lastPc(): u32 {
  return lastExecuted == 0 ? 0 : addressOf(lastExecuted);
}

/** Watches the instruction at `address`; false where there is none or too many are watched. */
export function watch(address: u32): bool {
  const record = recordOf(address);
  if (record == 0) return false;
  if ((load<u32>(record) & OP_MASK) == OP_UNDECODED) decodeAt(address);
  dropBlocks();
  return addWatch(record);
}

export function unwatch(address: u32): void {
  const record = recordOf(address);
  if (record == 0) return;
  dropBlocks();
  removeWatch(record);
}

/** Counters cross to the host as doubles: exact to 2^53. */
export function cycles(): f64 {
  return now() as f64;
}

export function keyCount(): u32 {
  return keysInUse();
}

export function faultKind(): u32 {
  return pendingFault;
}

export function faultDataAddress(): u32 {
  return faultAddress;
}

/** Ends the run from within a host call. */
export function hostStop(): void {
  stop(STOP_HOST);
}

/** Refuses the access a host call was made for. */
export function refuse(kind: u32, address: u32): void {
  raiseFault(kind, address);
}

export function readXpsr(): u32 {
  return xpsr(0);
}

export function readFpscr(): u32 {
  return getFpscr();
}

export function readControl(): u32 {
  return control;
}

export function readMainSp(): u32 {
  return mainSp();
}

export function readProcessSp(): u32 {
  return processSp();
}

