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

/** Amounts at which a shift by register changes its behaviour; only the low byte counts. */
const shiftEdges = [0, 1, 31, 32, 33, 63, 64, 128, 255, 256, 0xffff_ff20] as const;

/** Content of a core register: edges, small numbers, shift amounts, packed halves, anything. */
export function coreValue(random: Random): number {
  switch (random.below(7)) {
    case 6:
      return random.pick(shiftEdges);
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

const exponentUnit = 0x80_0000;
const signBit = (random: Random): number => random.below(2) * 0x8000_0000;

/** A number near 1 with few bits set: sums and products of such fall on the middle between two others. */
export function sparseSingle(random: Random): number {
  const fraction = (1 << random.below(23)) | random.below(2);
  return signBit(random) + (random.between(101, 129) * exponentUnit + fraction);
}

/** A NaN, quiet or signalling, with any payload. */
export function nanSingle(random: Random): number {
  return signBit(random) + 0x7f80_0000 + ((random.word() & 0x7f_ffff) | 1);
}

/** Content of a single-precision register: edges, everyday numbers, denormals, NaNs, half-precision bits, anything. */
export function singleValue(random: Random): number {
  const fraction = random.word() & 0x7f_ffff;
  switch (random.below(8)) {
    case 0:
    case 1:
      return signBit(random) + random.pick(floatEdges);
    case 2:
      return signBit(random) + (random.between(120, 134) * exponentUnit + fraction);
    case 3:
      return signBit(random) + (random.between(120, 160) * exponentUnit + (fraction & 0x70_0000));
    case 4:
      return signBit(random) + (random.between(1, 80) * exponentUnit + fraction);
    case 5:
      return signBit(random) + (fraction >>> random.below(23));
    case 6:
      return sparseSingle(random);
    default:
      return random.word();
  }
}

/**
 * Addend and factors of a fused multiply-add whose product lies on the middle between two single-precision numbers,
 * (1 + 2^-12)^2, and whose addend, too small for a double beside it, decides how to round.
 */
export function fusedTie(random: Random): { readonly addend: number; readonly factors: readonly [number, number] } {
  const exponents = [random.between(100, 140), random.between(100, 140)] as const;
  const factor = (exponent: number): number => signBit(random) + exponent * exponentUnit + (1 << 11);
  const addendExponent = exponents[0] + exponents[1] - 127 - random.between(54, 70);
  const addend = signBit(random) + Math.max(addendExponent, 1) * exponentUnit;
  return { addend, factors: [factor(exponents[0]), factor(exponents[1])] };
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
