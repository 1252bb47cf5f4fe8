/** A call instruction in the code of a function. */
export interface CallSite {
  readonly address: number;
  readonly returnAddress: number;
  /** Through a register: the callee is known when the call is made. */
  readonly isIndirect: boolean;
}

const halfword = (code: Uint8Array, at: number): number => code[at]! | (code[at + 1]! << 8);

/**
 * Returns the calls in Thumb code: BL (DDI 0403E, A7.7.18, T1) and BLX by register (A7.7.19). Literal pools may look like
 * calls; no program counter ever gets there.
 */
export function thumbCallSites(code: Uint8Array, address: number): CallSite[] {
  const sites: CallSite[] = [];
  for (let at = 0; at + 2 <= code.length; ) {
    const first = halfword(code, at);
    const isWide = first >>> 11 >= 0x1d;
    const second = isWide && at + 4 <= code.length ? halfword(code, at + 2) : 0;
    const bytes = isWide ? 4 : 2;
    const isLink = first >>> 11 === 0x1e && (second & 0xd000) === 0xd000;
    const isIndirect = (first & 0xff87) === 0x4780;
    if (isLink || isIndirect) {
      sites.push({ address: address + at, returnAddress: address + at + bytes, isIndirect });
    }
    at += bytes;
  }
  return sites;
}

/** Returns the calls in AVR code: CALL, RCALL, ICALL, EICALL (AVR instruction set manual). */
export function avrCallSites(code: Uint8Array, address: number): CallSite[] {
  const sites: CallSite[] = [];
  for (let at = 0; at + 2 <= code.length; ) {
    const word = halfword(code, at);
    const isCall = (word & 0xfe0e) === 0x940e;
    // JMP, LDS and STS are two words long, too.
    const isLong = isCall || (word & 0xfe0e) === 0x940c || (word & 0xfc0f) === 0x9000;
    const bytes = isLong ? 4 : 2;
    const isIndirect = word === 0x9509 || word === 0x9519;
    const isRelative = word >>> 12 === 0xd;
    if (isCall || isIndirect || isRelative) {
      sites.push({ address: address + at, returnAddress: address + at + bytes, isIndirect });
    }
    at += bytes;
  }
  return sites;
}
