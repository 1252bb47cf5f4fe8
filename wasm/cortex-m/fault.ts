import { interruptRunLoop } from './time';

/** Why an instruction could not be executed. The numbers are known to src/simulate/cortex-m/wasm-exports.ts. */
export const FAULT_NONE: u32 = 0;
export const FAULT_UNDEFINED: u32 = 1;
export const FAULT_UNMAPPED_READ: u32 = 2;
export const FAULT_UNMAPPED_WRITE: u32 = 3;
export const FAULT_UNALIGNED: u32 = 4;
export const FAULT_NO_COPROCESSOR: u32 = 5;
export const FAULT_NOT_THUMB: u32 = 6;
export const FAULT_FETCH: u32 = 7;
export const FAULT_PERIPHERAL: u32 = 8;
export const FAULT_DIVIDE_BY_ZERO: u32 = 9;
export const FAULT_INVALID_RETURN: u32 = 10;
export const FAULT_BREAKPOINT: u32 = 11;
export const FAULT_FLASH_WRITE: u32 = 12;
export const FAULT_STACKING: u32 = 13;
export const FAULT_VECTOR: u32 = 14;

/** The fault of the instruction that is executing: looked at before the next one. */
export let pendingFault: u32 = FAULT_NONE;
export let faultAddress: u32 = 0;

/** Records why the current instruction failed; the first reason stays. */
export function raiseFault(kind: u32, address: u32): void {
  if (pendingFault != FAULT_NONE) return;
  pendingFault = kind;
  faultAddress = address;
  interruptRunLoop();
}

export function clearFault(): void {
  pendingFault = FAULT_NONE;
}
