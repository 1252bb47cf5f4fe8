import { hasEarlyLongMultiply } from '../core';
import { CAUSE_MULTIPLY_DIVIDE } from '../layout';
import { stall } from '../time';

/*
 * Cortex-M3: long multiplies "use early termination depending on the size of the source values. MLAL versions take four
 * to seven cycles and MULL versions take three to five cycles. In both cases, the signed version is one cycle longer
 * than the unsigned" (ARM DDI 0337E table 18-1). The manual gives no formula; operands of at most 16 bits are taken to
 * be small, which gives each instruction just its range: UMULL 3 and 4, SMULL 4 and 5, UMLAL 4 to 6, SMLAL 5 to 7.
 */

@inline function isWide(magnitude: u32): u32 { return magnitude > 0xffff ? 1 : 0; }
@inline function magnitude(value: u32): u32 { return (value as i32) < 0 ? 0 - value : value; }

@inline function stallFor(wideN: u32, wideM: u32, accumulates: bool): void {
  stall(CAUSE_MULTIPLY_DIVIDE, accumulates ? wideN + wideM : wideN | wideM);
}

/** Cycles of an unsigned long multiply beyond those of its timing row. */
@inline export function unsignedLongTime(n: u32, m: u32, accumulates: bool): void {
  if (hasEarlyLongMultiply) stallFor(isWide(n), isWide(m), accumulates);
}

/** Cycles of a signed long multiply beyond those of its timing row. */
@inline export function signedLongTime(n: u32, m: u32, accumulates: bool): void {
  if (!hasEarlyLongMultiply) return;
  stall(CAUSE_MULTIPLY_DIVIDE, 1);
  stallFor(isWide(magnitude(n)), isWide(magnitude(m)), accumulates);
}
