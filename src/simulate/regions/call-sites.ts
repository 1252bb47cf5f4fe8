import { avrInstructions, isAvrCall, thumbInstructions } from './instructions.ts';

/** A call instruction in the code of a function. */
export interface CallSite {
  readonly address: number;
  readonly returnAddress: number;
  /** Through a register: the callee is known when the call is made. */
  readonly isIndirect: boolean;
}

/**
 * Returns the calls in Thumb code: BL (DDI 0403E, A7.7.18, T1) and BLX by register (A7.7.19). Literal pools may look like
 * calls; no program counter ever gets there.
 */
export function thumbCallSites(code: Uint8Array, address: number): CallSite[] {
  const sites: CallSite[] = [];
  for (const { at, bytes, first, second } of thumbInstructions(code)) {
    const isLink = first >>> 11 === 0x1e && (second & 0xd000) === 0xd000;
    const isIndirect = (first & 0xff87) === 0x4780;
    if (isLink || isIndirect) {
      sites.push({ address: address + at, returnAddress: address + at + bytes, isIndirect });
    }
  }
  return sites;
}

/** Returns the calls in AVR code: CALL, RCALL, ICALL, EICALL (AVR instruction set manual). */
export function avrCallSites(code: Uint8Array, address: number): CallSite[] {
  const sites: CallSite[] = [];
  for (const { at, bytes, first } of avrInstructions(code)) {
    const isIndirect = first === 0x9509 || first === 0x9519;
    const isRelative = first >>> 12 === 0xd;
    if (isAvrCall(first) || isIndirect || isRelative) {
      sites.push({ address: address + at, returnAddress: address + at + bytes, isIndirect });
    }
  }
  return sites;
}
