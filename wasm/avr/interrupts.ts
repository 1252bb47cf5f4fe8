import { pushPc } from './data-space';
import { hostEndInterrupt, hostTakeInterrupt } from './host';
import { RECORDS, RECORD_BYTES } from './layout';
import {
  addExceptionCycles, interruptCycles, interruptMasksI, holdInterrupts, interruptsHeld, pendingVector, setCurrent, setPendingVector, setSreg, sreg,
} from './state';

const I: u32 = 0x80;

/** Whether the waiting interrupt, if any, is taken at this instruction boundary. */
export function interruptDue(): bool {
  return pendingVector >= 0 && (sreg & I) != 0 && !interruptsHeld;
}

/**
 * Pushes the address of the instruction that would have been next and goes to the vector.
 * Entry cycles: part data (AVRe+: 4, or 5 with a 22-bit PC; AVRxt: 2 to store the PC).
 */
export function enterInterrupt(interrupted: usize): usize {
  setCurrent(interrupted);
  pushPc(interrupted, u32((interrupted - RECORDS) / RECORD_BYTES));
  addExceptionCycles(interruptCycles);
  if (interruptMasksI) setSreg(sreg & ~I);
  const vector = RECORDS + usize(pendingVector) * RECORD_BYTES;
  setPendingVector(-1);
  hostTakeInterrupt();
  return vector;
}

/**
 * RETI: AVRe+ sets I; AVRxt clears the level in CPUINT, which the host keeps. One more instruction is executed before
 * any other interrupt is taken (AVR core, "Reset and Interrupt Handling").
 */
export function endInterrupt(): void {
  if (interruptMasksI) setSreg(sreg | I);
  holdInterrupts();
  hostEndInterrupt();
}
