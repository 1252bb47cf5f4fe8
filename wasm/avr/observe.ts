import { RECORDS, RECORD_BYTES } from './layout';
import { highestHeapEnd, lowestSp, sp, stackCollided } from './stack';
import { branchExtra, current, cycles, exceptionCycles, flashDataExtra, rampz, sreg, stopAddress, stopReason } from './state';

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

/** Highest end of the heap so far. */
export function heapPeak(): u32 {
  return highestHeapEnd;
}

/** Whether the stack is below the end of the heap, or of static data. */
export function hasStackCollided(): bool {
  return stackCollided;
}

export function stopCause(): u32 {
  return stopReason;
}

export function stopDataAddress(): u32 {
  return stopAddress;
}

/** Cycles when the instruction began inside which the host was called: peripherals are seen as of then. */
export function instructionStart(): f64 {
  return f64(cycles - load<u8>(current, 2));
}

/** Word address of the instruction inside which the host was called. */
export function currentInstruction(): u32 {
  return u32((current - RECORDS) / RECORD_BYTES);
}
