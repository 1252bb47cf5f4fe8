import { RECORDS, RECORD_BYTES } from './layout';
import { branchExtra, current, cycles, exceptionCycles, flashDataExtra, lowestSp, rampz, sp, sreg, stopAddress, stopReason, restoreLowestSp } from './state';

/** Counters cross to the host as doubles: exact to 2^53. */
export function cycleCount(): f64 {
  return f64(cycles);
}

export function branchExtraCycles(): f64 {
  return f64(branchExtra);
}

export function flashDataExtraCycles(): f64 {
  return f64(flashDataExtra);
}

export function exceptionCycleCount(): f64 {
  return f64(exceptionCycles);
}

export function stackPointer(): u32 {
  return sp;
}

export function statusRegister(): u32 {
  return sreg;
}

export function rampzValue(): u32 {
  return rampz;
}

export function lowestStackPointer(): u32 {
  return lowestSp;
}

export function resetLowestStackPointer(): void {
  restoreLowestSp(sp);
}

export function stopCause(): u32 {
  return stopReason;
}

export function stopDataAddress(): u32 {
  return stopAddress;
}

/** Word address of the instruction inside which the host was called. */
export function currentInstruction(): u32 {
  return u32((current - RECORDS) / RECORD_BYTES);
}
