import { isBaseline } from '../core';

/* Configuration registers of the System Control Block: section B3.2 of DDI 0403E. */

/** CCR: STKALIGN is set after reset on the Cortex-M4. */
const CCR_RESET: u32 = 0x200;
const CCR_UNALIGN_TRP: u32 = 1 << 3;
const CCR_DIV_0_TRP: u32 = 1 << 4;
const CCR_STKALIGN: u32 = 1 << 9;
/** ARMv6-M: the stack is always aligned and unaligned accesses always fault (DDI 0419 section B3.2.8). */
const CCR_BASELINE: u32 = CCR_STKALIGN | CCR_UNALIGN_TRP;

export let ccr: u32 = CCR_RESET;
export let vtor: u32 = 0;
/** AIRCR.PRIGROUP: how many low bits of a priority are the subpriority, less one. */
export let priorityGroup: u32 = 0;
export let scr: u32 = 0;
export let demcr: u32 = 0;

export function trapsDivideByZero(): bool {
  return (ccr & CCR_DIV_0_TRP) != 0;
}

export function trapsUnaligned(): bool {
  return (ccr & CCR_UNALIGN_TRP) != 0;
}

export function alignsStack(): bool {
  return (ccr & CCR_STKALIGN) != 0;
}

export function setCcr(value: u32): void {
  if (!isBaseline) ccr = value;
}

export function setVtor(value: u32): void {
  vtor = value & 0xffffff80;
}

/** ARMv6-M has no priority groups. */
export function setPriorityGroup(value: u32): void {
  if (!isBaseline) priorityGroup = value & 7;
}

export function setScr(value: u32): void {
  scr = value & 0x16;
}

export function setDemcr(value: u32): void {
  demcr = value;
}

export function resetControl(vectors: u32): void {
  ccr = isBaseline ? CCR_BASELINE : CCR_RESET;
  vtor = vectors;
  priorityGroup = 0;
  scr = 0;
  demcr = 0;
}
