import { codeHalfword } from '../memory/regions';

/*
 * Pipeline refill after a taken branch: P, "1 to 3 depending on the alignment and width of the target instruction, and
 * whether the processor manages to speculate the address early" (Cortex-M4 TRM table 3-1, note). A direct branch is
 * speculated from decode, so P is 1: nrfx's delay loop of SUBS and BHI, taken, is documented as three cycles on the
 * Cortex-M4. A target in a register is known one cycle later. A 32-bit instruction that is not word-aligned needs a
 * second fetch. A load of the PC reloads in three (section 3.3.3).
 */

export const REFILL_DIRECT: u32 = 1;
export const REFILL_REGISTER: u32 = 2;
export const REFILL_LOAD: u32 = 3;

/** 1 when the instruction at `target` is a 32-bit one across a word boundary. */
export function straddles(target: u32): u32 {
  return target & 2 && codeHalfword(target) >> 11 >= 0x1d ? 1 : 0;
}

export function directRefill(target: u32): u32 {
  return REFILL_DIRECT + straddles(target);
}

export function registerRefill(target: u32): u32 {
  return REFILL_REGISTER + straddles(target);
}
