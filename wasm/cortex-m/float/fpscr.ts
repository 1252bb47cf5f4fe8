/**
 * FPSCR, the floating-point status and control register (ARMv7-M ARM DDI 0403E, B6.2.15, A2.5.3).
 * It lives in a wasm global: it is read by every floating-point instruction.
 */
let fpscr: u32 = 0;

/** Condition flags NZCV of VCMP, in the bits where APSR has them. */
export const FPSCR_NZCV: u32 = 0xf0000000;
/** Alternative half-precision format. */
export const FPSCR_AHP: u32 = 1 << 26;
/** Default NaN: NaN operands are not propagated. */
export const FPSCR_DN: u32 = 1 << 25;
/** Flush-to-zero: denormal operands and results become zero. */
export const FPSCR_FZ: u32 = 1 << 24;
export const FPSCR_RMODE: u32 = 3 << 22;
/** Cumulative exception flags: input denormal, inexact, underflow, overflow, division by zero, invalid operation. */
export const FPSCR_IDC: u32 = 1 << 7;
export const FPSCR_IXC: u32 = 1 << 4;
export const FPSCR_UFC: u32 = 1 << 3;
export const FPSCR_OFC: u32 = 1 << 2;
export const FPSCR_DZC: u32 = 1 << 1;
export const FPSCR_IOC: u32 = 1 << 0;
/** Bits that exist in FPv4-SP; the others read as zero and ignore writes. */
export const FPSCR_IMPLEMENTED: u32 = FPSCR_NZCV | FPSCR_AHP | FPSCR_DN | FPSCR_FZ | FPSCR_RMODE | FPSCR_IDC | 0x1f;

/** Rounding modes as FPSCR.RMode encodes them. */
export const ROUND_NEAREST: u32 = 0;
export const ROUND_PLUS_INFINITY: u32 = 1;
export const ROUND_MINUS_INFINITY: u32 = 2;
export const ROUND_ZERO: u32 = 3;

export function getFpscr(): u32 {
  return fpscr;
}

/** Writes the implemented bits of FPSCR. */
export function setFpscr(value: u32): void {
  fpscr = value & FPSCR_IMPLEMENTED;
}

/** Sets cumulative exception flags. */
export function raise(flags: u32): void {
  fpscr |= flags;
}

export function roundingMode(): u32 {
  return (fpscr >> 22) & 3;
}

/**
 * True when wasm's own arithmetic gives ARM's value for a finite result: round to nearest, denormals kept.
 * What native arithmetic does not give, NaN payloads and exception flags, is for the caller to see to.
 */
export function nativeArithmeticApplies(): bool {
  return (fpscr & (FPSCR_RMODE | FPSCR_FZ)) == 0;
}

export function inexactIsAlreadySet(): bool {
  return (fpscr & FPSCR_IXC) != 0;
}
