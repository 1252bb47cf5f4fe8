import { directRefillCycles, loadRefillCycles, registerRefillCycles, straddleRefillCycles } from '../core';
import { codeHalfword } from '../memory/regions';

/* Pipeline refill after a taken branch (P of the manuals): the core's parameters, and one more for some targets. */

/** What a 32-bit instruction across a word boundary at `target` adds: it needs a second fetch. */
export function straddles(target: u32): u32 {
  return target & 2 && codeHalfword(target) >> 11 >= 0x1d ? straddleRefillCycles : 0;
}

export function directRefill(target: u32): u32 {
  return directRefillCycles + straddles(target);
}

export function registerRefill(target: u32): u32 {
  return registerRefillCycles + straddles(target);
}

/** After a load of the PC, or a table branch. */
export function loadRefill(target: u32): u32 {
  return loadRefillCycles + straddles(target);
}
