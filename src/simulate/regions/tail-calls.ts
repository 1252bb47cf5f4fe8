import { avrInstructions, isAvrJump, thumbInstructions } from './instructions.ts';

const signed = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

/**
 * Returns the addresses of jumps in Thumb code that may leave it for another function: B (DDI 0403E, A7.7.12, T2 and
 * T4) to a place outside of it, BX by another register than LR (A7.7.20).
 */
export function thumbTailJumps(code: Uint8Array, address: number): number[] {
  const jumps: number[] = [];
  for (const { at, first, second } of thumbInstructions(code)) {
    const offset = thumbBranchOffset(first, second);
    const leaves = offset !== undefined && isOutside(at + 4 + offset, code);
    const isIndirect = (first & 0xff87) === 0x4700 && first !== 0x4770;
    if (leaves || isIndirect) jumps.push(address + at);
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
  for (const { at, first, second } of avrInstructions(code)) {
    const relative = first >>> 12 === 0xc ? at + 2 + signed(first & 0xfff, 12) * 2 : undefined;
    const absolute = isAvrJump(first) ? avrJumpTarget(first, second) - address : undefined;
    const target = relative ?? absolute;
    const leaves = target !== undefined && isOutside(target, code);
    if (leaves || first === 0x9409 || first === 0x9419) jumps.push(address + at);
  }
  return jumps;
}

const avrJumpTarget = (first: number, second: number): number =>
  ((((first >>> 4) & 0x1f) << 17) | ((first & 1) << 16) | second) * 2;

const isOutside = (offset: number, { length }: Uint8Array): boolean => offset < 0 || offset >= length;
