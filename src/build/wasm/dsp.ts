import { signedLeb, unsignedLeb } from './leb128.ts';
import { op } from './opcodes.ts';

/** Module name that firmware/stm32/kernels/cmsis-nn/pf_dsp.h imports its intrinsics from. */
export const dspModule = 'dsp';

/** Scratch locals that the code of an intrinsic may use. */
export interface Scratch {
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

export const scratchCount = 3;

/** One DSP instruction of ARMv7E-M: what it is counted as, and the WebAssembly that computes it from the stack. */
export interface DspIntrinsic {
  readonly kind: 'pack' | 'multiplyAccumulate';
  readonly code: (scratch: Scratch) => readonly number[];
}

const get = (local: number): number[] => [op.localGet, ...unsignedLeb(local)];
const set = (local: number): number[] => [op.localSet, ...unsignedLeb(local)];
const tee = (local: number): number[] => [op.localTee, ...unsignedLeb(local)];
const constant = (value: number): number[] => [op.i32Const, ...signedLeb(value)];

const lowHalfMask = constant(0xffff);
const highHalfMask = constant(0xffff_0000);
const sixteen = constant(16);

/** The lower half of what is on the stack, sign-extended; the upper half. */
const low: readonly number[] = [op.i32Extend16S];
const high: readonly number[] = [...sixteen, op.i32ShrS];

/** Bytes 0 and 2 of `word`, sign-extended, each in its half. */
function widen(word: number): number[] {
  return [
    ...[...get(word), op.i32Extend8S, ...lowHalfMask, op.i32And],
    ...[...get(word), ...sixteen, op.i32ShrS, op.i32Extend8S, ...sixteen, op.i32Shl],
    op.i32Or,
  ];
}

const rotateByte: readonly number[] = [...constant(8), op.i32Rotr];

/** Adds the halves of two words modulo 2^16. */
function addHalves(a: number, b: number): number[] {
  return [
    ...[...get(a), ...get(b), op.i32Add, ...lowHalfMask, op.i32And],
    ...[...get(a), ...highHalfMask, op.i32And, ...get(b), ...highHalfMask, op.i32And, op.i32Add],
    op.i32Or,
  ];
}

const product = (a: number, b: number, half: readonly number[]): number[] => [
  ...[...get(a), ...half, ...get(b), ...half],
  op.i32Mul,
];

/** By name of the import. ARM DDI 0403E, A7.7: SXTB16, SXTAB16, PKHBT, PKHTB, SMLAD, SMULBB, SMULTT. */
export const dspIntrinsics: ReadonlyMap<string, DspIntrinsic> = new Map<string, DspIntrinsic>([
  ['sxtb16', { kind: 'pack', code: ({ first }) => [...set(first), ...widen(first)] }],
  ['sxtb16_ror8', { kind: 'pack', code: ({ first }) => [...rotateByte, ...set(first), ...widen(first)] }],
  ['sxtab16', { kind: 'pack', code: (scratch) => extendAndAdd(scratch, []) }],
  ['sxtab16_ror8', { kind: 'pack', code: (scratch) => extendAndAdd(scratch, rotateByte) }],
  [
    'pkhbt_lsl16',
    {
      kind: 'pack',
      code: ({ first }) => [...sixteen, op.i32Shl, ...set(first), ...lowHalfMask, op.i32And, ...get(first), op.i32Or],
    },
  ],
  [
    'pkhtb_asr16',
    {
      kind: 'pack',
      code: ({ first }) => [...sixteen, op.i32ShrU, ...set(first), ...highHalfMask, op.i32And, ...get(first), op.i32Or],
    },
  ],
  [
    'smlad',
    {
      kind: 'multiplyAccumulate',
      code: ({ first, second, third }) => [
        ...[...set(third), ...set(second), ...set(first)],
        ...[...product(first, second, low), ...product(first, second, high), op.i32Add, ...get(third), op.i32Add],
      ],
    },
  ],
  ['smulbb', { kind: 'multiplyAccumulate', code: (scratch) => multiplyHalves(scratch, low) }],
  ['smultt', { kind: 'multiplyAccumulate', code: (scratch) => multiplyHalves(scratch, high) }],
]);

function extendAndAdd({ first, second }: Scratch, rotation: readonly number[]): number[] {
  return [...rotation, ...set(second), ...widen(second), ...set(second), ...set(first), ...addHalves(first, second)];
}

function multiplyHalves({ first, second }: Scratch, half: readonly number[]): number[] {
  return [...set(second), ...tee(first), ...half, ...get(second), ...half, op.i32Mul];
}
