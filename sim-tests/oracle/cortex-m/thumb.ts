/**
 * Machine code of the few instructions that the test image itself consists of, one function each, as halfwords.
 * Encodings are those of the ARMv7-M ARM (DDI 0403E) A7.7 and B5.2.
 */
export type Code = readonly number[];

const wide = (first: number, second: number): Code => [first, second];

/** LDMIA.W n, {r0-r12} (T2). n may be in the list: there is no write-back. */
export const loadLowRegisters = (n: number): Code => wide(0xe890 | n, 0x1fff);
/** STMIA.W n, {r0-r12} (T2). */
export const storeLowRegisters = (n: number): Code => wide(0xe880 | n, 0x1fff);
/** LDR.W t, [n, #bytes] (T3). */
export const load = (t: number, n: number, bytes: number): Code => wide(0xf8d0 | n, (t << 12) | bytes);
/** STR.W t, [n, #bytes] (T3). */
export const store = (t: number, n: number, bytes: number): Code => wide(0xf8c0 | n, (t << 12) | bytes);
/** VLDMIA n, {s0-s31} (T2). */
export const loadSingles = (n: number): Code => wide(0xec90 | n, 0x0a20);
/** VSTMIA n, {s0-s31} (T2). */
export const storeSingles = (n: number): Code => wide(0xec80 | n, 0x0a20);
/** MOV d, m (T1): any registers, flags untouched. */
export const move = (d: number, m: number): Code => [0x4600 | ((d & 8) << 4) | (m << 3) | (d & 7)];
/** BX m. */
export const branchExchange = (m: number): Code => [0x4700 | (m << 3)];
/** ADDW d, n, #imm12 (T4): flags untouched. */
export const addWide = (d: number, n: number, immediate: number): Code =>
  wide(0xf200 | ((immediate & 0x800) >> 1) | n, ((immediate & 0x700) << 4) | (d << 8) | (immediate & 0xff));
/** MOVW d, #low; MOVT d, #high. */
export const loadConstant = (d: number, value: number): Code => [
  ...moveHalf(0xf240, d, value & 0xffff),
  ...moveHalf(0xf2c0, d, value >>> 16),
];
const moveHalf = (opcode: number, d: number, half: number): Code =>
  wide(opcode | ((half & 0x800) >> 1) | (half >> 12), ((half & 0x700) << 4) | (d << 8) | (half & 0xff));
/** CMP n, m (T1), low registers. */
export const compare = (n: number, m: number): Code => [0x4280 | (m << 3) | n];
/** MSR APSR_nzcvqg, n. */
export const writeFlags = (n: number): Code => wide(0xf380 | n, 0x8c00);
/** MRS d, APSR. */
export const readFlags = (d: number): Code => wide(0xf3ef, 0x8000 | (d << 8));
/** SYSm of the special registers the image saves and restores, B5.1.1. */
export const special = { msp: 8, psp: 9, primask: 16, basepri: 17, faultmask: 19, control: 20 } as const;
export type Special = keyof typeof special;
/** MRS d, register. */
export const readSpecial = (d: number, register: Special): Code => wide(0xf3ef, 0x8000 | (d << 8) | special[register]);
/** MSR register, n. */
export const writeSpecial = (register: Special, n: number): Code => wide(0xf380 | n, 0x8800 | special[register]);
/** VMSR FPSCR, t. */
export const writeFpscr = (t: number): Code => wide(0xeee1, 0x0a10 | (t << 12));
/** VMRS t, FPSCR. */
export const readFpscr = (t: number): Code => wide(0xeef1, 0x0a10 | (t << 12));
/** CLREX. */
export const clearExclusive: Code = wide(0xf3bf, 0x8f2f);
/** DSB; ISB. */
export const barriers: Code = [0xf3bf, 0x8f4f, 0xf3bf, 0x8f6f];
/** BKPT 0xAB: semihosting. */
export const semihosting: Code = [0xbeab];
/** CPSIE f: clears FAULTMASK. */
export const clearFaultmask: Code = [0xb661];
/** IT firstcond, mask. */
export const ifThen = (condition: number, mask: number): Code => [0xbf00 | (condition << 4) | mask];

/** B.W (T4) by a distance in bytes from its own address. */
export function branch(distanceBytes: number): Code {
  const offset = distanceBytes - 4;
  const sign = offset < 0 ? 1 : 0;
  const j1 = ((offset >> 23) & 1) ^ sign ^ 1;
  const j2 = ((offset >> 22) & 1) ^ sign ^ 1;
  return wide(
    0xf000 | (sign << 10) | ((offset >> 12) & 0x3ff),
    0x9000 | (j1 << 13) | (j2 << 11) | ((offset >> 1) & 0x7ff),
  );
}

/** BNE.W (T3) by a distance in bytes from its own address, within 1 MiB. */
export function branchIfNotEqual(distanceBytes: number): Code {
  const offset = distanceBytes - 4;
  const sign = offset < 0 ? 1 : 0;
  const j1 = (offset >> 18) & 1;
  const j2 = (offset >> 19) & 1;
  return wide(
    0xf000 | (sign << 10) | (1 << 6) | ((offset >> 12) & 0x3f),
    0x8000 | (j1 << 13) | (j2 << 11) | ((offset >> 1) & 0x7ff),
  );
}
