import type { Random } from '../random.ts';

/** Values at which integer instructions change their behaviour. */
const integerEdges = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_7fff, 0x7fff_ffff, 0x8000_0000,
  0x8000_8000, 0x8080_8080, 0xffff_0000, 0xffff_8000, 0xffff_ff80, 0xffff_fffe, 0xffff_ffff,
] as const;

/** Zeros, denormals, limits of the normal range, ones, integers' limits, infinities, NaNs quiet and signalling. */
const floatEdges = [
  0, 1, 0x7f_ffff, 0x80_0000, 0x80_0001, 0x3f80_0000, 0x3f7f_ffff, 0x3f80_0001, 0x3f00_0000, 0x4b00_0000, 0x4b7f_ffff,
  0x4f00_0000, 0x4eff_ffff, 0x4f80_0000, 0x4780_0000, 0x477f_e000, 0x477f_f000, 0x3880_0000, 0x387f_ffff, 0x3300_0000,
  0x3300_0001, 0x7f7f_ffff, 0x7f80_0000, 0x7fc0_0000, 0x7fc1_2345, 0x7f80_0001, 0x7fa0_0000,
] as const;

/** Content of a core register: edges, small numbers, shift amounts, packed halves, anything. */
export function coreValue(random: Random): number {
  switch (random.below(6)) {
    case 0:
      return random.pick(integerEdges);
    case 1:
      return random.below(256);
    case 2:
      return -random.below(256) >>> 0;
    case 3:
      return ((random.pick(integerEdges) << 16) | (random.pick(integerEdges) & 0xffff)) >>> 0;
    default:
      return random.word();
  }
}

/** Content of a single-precision register: edges, numbers of everyday size, denormals, half-precision bits, anything. */
export function singleValue(random: Random): number {
  const sign = random.below(2) * 0x8000_0000;
  const fraction = random.word() & 0x7f_ffff;
  switch (random.below(7)) {
    case 0:
    case 1:
      return sign + random.pick(floatEdges);
    case 2:
      return sign + (random.between(120, 134) * 0x80_0000 + fraction);
    case 3:
      return sign + (random.between(120, 160) * 0x80_0000 + (fraction & 0x70_0000));
    case 4:
      return sign + (random.between(1, 80) * 0x80_0000 + fraction);
    case 5:
      return sign + (fraction >>> random.below(23));
    default:
      return random.word();
  }
}

const implementedFpscr = 0xf7c0_009f;
const flagBits = 0x9f;

/** FPSCR: usually as after reset with or without flags, else any rounding mode and control bits. */
export function fpscrValue(random: Random): number {
  if (random.chance(0.4)) return random.below(2) * (random.word() & flagBits);
  return (random.word() & implementedFpscr) >>> 0;
}

const applicationFlags = 0xf80f_0000;

/** APSR: any N, Z, C, V, Q and GE. */
export function flagsValue(random: Random): number {
  return (random.word() & applicationFlags) >>> 0;
}
