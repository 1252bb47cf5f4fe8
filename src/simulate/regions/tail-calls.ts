const halfword = (code: Uint8Array, at: number): number => code[at]! | (code[at + 1]! << 8);

const signed = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

/**
 * Returns the addresses of jumps in Thumb code that may leave it for another function: B (DDI 0403E, A7.7.12, T2 and
 * T4) to a place outside of it, BX by another register than LR (A7.7.20).
 */
export function thumbTailJumps(code: Uint8Array, address: number): number[] {
  const jumps: number[] = [];
  for (let at = 0; at + 2 <= code.length; ) {
    const first = halfword(code, at);
    const isWide = first >>> 11 >= 0x1d;
    const second = isWide && at + 4 <= code.length ? halfword(code, at + 2) : 0;
    const offset = thumbBranchOffset(first, second);
    const leaves = offset !== undefined && isOutside(at + 4 + offset, code);
    const isIndirect = (first & 0xff87) === 0x4700 && first !== 0x4770;
    if (leaves || isIndirect) jumps.push(address + at);
    at += isWide ? 4 : 2;
  }
  return jumps;
}

function thumbBranchOffset(first: number, second: number): number | undefined {
  if (first >>> 11 === 0x1c) return signed(first & 0x7ff, 11) * 2;
  if (first >>> 11 !== 0x1e || (second & 0xd000) !== 0x9000) return undefined;
  const sign = (first >>> 10) & 1;
  const [j1, j2] = [(second >>> 13) & 1, (second >>> 11) & 1];
  const high = (sign << 23) | ((j1 === sign ? 1 : 0) << 22) | ((j2 === sign ? 1 : 0) << 21);
  return signed(high | ((first & 0x3ff) << 11) | (second & 0x7ff), 24) * 2;
}

/** Returns the same of AVR code: JMP, RJMP to a place outside of it, IJMP, EIJMP (AVR instruction set manual). */
export function avrTailJumps(code: Uint8Array, address: number): number[] {
  const jumps: number[] = [];
  for (let at = 0; at + 2 <= code.length; ) {
    const word = halfword(code, at);
    const isJump = (word & 0xfe0e) === 0x940c;
    // CALL, LDS and STS are two words long, too.
    const isLong = isJump || (word & 0xfe0e) === 0x940e || (word & 0xfc0f) === 0x9000;
    const relative = word >>> 12 === 0xc ? at + 2 + signed(word & 0xfff, 12) * 2 : undefined;
    const absolute =
      isJump && at + 4 <= code.length ? avrJumpTarget(word, halfword(code, at + 2)) - address : undefined;
    const target = relative ?? absolute;
    const leaves = target !== undefined && isOutside(target, code);
    if (leaves || word === 0x9409 || word === 0x9419) jumps.push(address + at);
    at += isLong ? 4 : 2;
  }
  return jumps;
}

const avrJumpTarget = (word: number, low: number): number =>
  ((((word >>> 4) & 0x1f) << 17) | ((word & 1) << 16) | low) * 2;

const isOutside = (offset: number, { length }: Uint8Array): boolean => offset < 0 || offset >= length;
