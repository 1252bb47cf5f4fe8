import { hasFpu } from '../core';
import { REGISTERS } from '../layout';
import { processStackSet, setStackUse, USE_HANDLER, USE_MAIN, USE_PROCESS } from './stack-marks';

/* Modes, stacks and masks of the core: section B1.4 of DDI 0403E. */

/** Exception number being handled; 0 in Thread mode. */
export let ipsr: u32 = 0;
/** CONTROL: nPRIV, SPSEL, and FPCA where there is an FPU. */
export let control: u32 = 0;
export let primask: u32 = 0;
export let faultmask: u32 = 0;
export let basepri: u32 = 0;
/** The stack pointer that is not r13 at the moment. */
let bankedSp: u32 = 0;

export const CONTROL_SPSEL: u32 = 2;
export const CONTROL_FPCA: u32 = 4;
const SP: usize = REGISTERS + 13 * 4;

@inline export function usesMainStack(): bool {
  return ipsr != 0 || (control & CONTROL_SPSEL) == 0;
}

/** Completes a change of mode: r13 is exchanged when it selects the other stack. */
function exchangeStack(usedMain: bool): void {
  setStackUse(ipsr != 0 ? USE_HANDLER : control & CONTROL_SPSEL ? USE_PROCESS : USE_MAIN);
  if (usedMain == usesMainStack()) return;
  const current = load<u32>(SP);
  store<u32>(SP, bankedSp);
  bankedSp = current;
}

export function setIpsr(number: u32): void {
  const usedMain = usesMainStack();
  ipsr = number;
  exchangeStack(usedMain);
}

export function setControl(value: u32): void {
  const usedMain = usesMainStack();
  control = value & (hasFpu ? 7 : 3);
  exchangeStack(usedMain);
}

export function mainSp(): u32 {
  return usesMainStack() ? load<u32>(SP) : bankedSp;
}

export function processSp(): u32 {
  return usesMainStack() ? bankedSp : load<u32>(SP);
}

export function setMainSp(value: u32): void {
  if (usesMainStack()) store<u32>(SP, value & ~3);
  else bankedSp = value & ~3;
}

export function setProcessSp(value: u32): void {
  if (usesMainStack()) bankedSp = value & ~3;
  else store<u32>(SP, value & ~3);
}

/** MSR to the process stack pointer: an RTOS goes on with another of its tasks. */
export function selectProcessStack(value: u32): void {
  setProcessSp(value);
  processStackSet(value & ~3);
}

export function isPrivileged(): bool {
  return ipsr != 0 || (control & 1) == 0;
}

export function setPrimask(value: u32): void {
  primask = value & 1;
}

export function setFaultmask(value: u32): void {
  faultmask = value & 1;
}

export function setBasepri(value: u32): void {
  basepri = value & 0xff;
}

export function resetMode(): void {
  ipsr = 0;
  control = 0;
  primask = 0;
  faultmask = 0;
  basepri = 0;
  bankedSp = 0;
}
