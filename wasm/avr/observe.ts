import { ENTRIES, RECORDS, RECORD_BYTES, ROW_COUNTS } from './layout';
import { highestHeapEnd, lowestSp, sp, stackCollided } from './stack';
import { cyclesAt } from './flow';
import { current, exceptionCycles, flashDataExtra, idleCycles, rampz, sreg, stopAddress, stopReason, stoppedAt } from './state';

export function flashDataExtraCycles(): f64 {
  return f64(flashDataExtra);
}

export function exceptionCycleCount(): f64 {
  return f64(exceptionCycles);
}

/** Cycles that went by without an instruction. */
export function idleCycleCount(): f64 {
  return f64(idleCycles);
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
  return f64(cyclesAt(current));
}

/** Word address of the instruction inside which the host was called. */
export function currentInstruction(): u32 {
  return u32((current - RECORDS) / RECORD_BYTES);
}

/**
 * Works out executions of each row of the instruction table into ROW_COUNTS.
 * @param records how many there are
 * @param underWay whether an instruction is being executed: what follows it does not count yet
 */
export function collectRowCounts(records: u32, underWay: bool): void {
  memory.fill(ROW_COUNTS, 0, 256 * 8);
  const openEnd = underWay ? current + RECORD_BYTES : 0;
  let executions: i64 = 0;
  for (let index: u32 = 0; index < records; index++) {
    const record = RECORDS + usize(index) * RECORD_BYTES;
    if (record == openEnd) executions--;
    executions += load<i64>(ENTRIES + (usize(index) << 3));
    const row = ROW_COUNTS + (usize(load<u8>(record, 1)) << 3);
    store<i64>(row, load<i64>(row) + executions);
  }
}

/** Word address of the instruction that stopped the run. */
export function stopInstruction(): u32 {
  return u32((stoppedAt - RECORDS) / RECORD_BYTES);
}

/** How often the instruction at a word address was executed; between slices. */
export function executionsAt(wordAddress: u32): f64 {
  let executions: i64 = 0;
  for (let index: usize = 0; index <= usize(wordAddress); index++) executions += load<i64>(ENTRIES + (index << 3));
  return f64(executions);
}
