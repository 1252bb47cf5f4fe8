import { interruptRunLoop } from '../time';

/** Why the machine went back to its host. The numbers are known to src/simulate/cortex-m/wasm-exports.ts. */
export const STOP_SLICE: u32 = 0;
export const STOP_FAULT: u32 = 1;
export const STOP_WATCH: u32 = 2;
/** The program can never do anything else: `b .` or WFI with nothing that could interrupt it. */
export const STOP_NEVER_ENDS: u32 = 3;
export const STOP_RESET: u32 = 4;
/** The host asked for it from within a call: semihosting exit, an unmodelled peripheral. */
export const STOP_HOST: u32 = 5;

export let stopReason: u32 = STOP_SLICE;

/** Ends the run in front of the next instruction; the first reason stays. */
export function stop(reason: u32): void {
  if (stopReason == STOP_SLICE) stopReason = reason;
  interruptRunLoop();
}

export function requestReset(): void {
  stop(STOP_RESET);
}

export function clearStop(): void {
  stopReason = STOP_SLICE;
}
