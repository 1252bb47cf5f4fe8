import type { CountedClass, WordClass } from './class-names.ts';
import { type DspIntrinsic, dspIntrinsics, dspModule } from './dsp.ts';
import type { Instruction } from './function-body.ts';
import { op } from './opcodes.ts';

/** Opcodes from..to, both included, and the class of each. */
type Range = readonly [from: number, to: number, name: WordClass];

/** Core Specification, 5.4.1 to 5.4.7. */
const ranges: readonly Range[] = [
  [0x1b, 0x1c, 'select'],
  [0x28, 0x28, 'load32'],
  [0x29, 0x29, 'load64'],
  [0x2a, 0x2a, 'load32'],
  [0x2b, 0x2b, 'load64'],
  [0x2c, 0x2d, 'load8'],
  [0x2e, 0x2f, 'load16'],
  [0x30, 0x31, 'load8'],
  [0x32, 0x33, 'load16'],
  [0x34, 0x35, 'load32'],
  [0x36, 0x36, 'store32'],
  [0x37, 0x37, 'store64'],
  [0x38, 0x38, 'store32'],
  [0x39, 0x39, 'store64'],
  [0x3a, 0x3a, 'store8'],
  [0x3b, 0x3b, 'store16'],
  [0x3c, 0x3c, 'store8'],
  [0x3d, 0x3d, 'store16'],
  [0x3e, 0x3e, 'store32'],
  [0x45, 0x4f, 'compare'],
  [0x50, 0x5a, 'longAlu'],
  [0x5b, 0x60, 'floatCompare'],
  [0x61, 0x66, 'double'],
  [0x67, 0x69, 'alu'],
  [0x6a, 0x6b, 'alu'],
  [0x6c, 0x6c, 'multiply'],
  [0x6d, 0x70, 'divide'],
  [0x71, 0x73, 'alu'],
  [0x74, 0x78, 'shift'],
  [0x79, 0x7d, 'longAlu'],
  [0x7e, 0x7e, 'longMultiply'],
  [0x7f, 0x82, 'longDivide'],
  [0x83, 0x85, 'longAlu'],
  [0x86, 0x8a, 'longShift'],
  [0x8b, 0x8c, 'floatMove'],
  [0x8d, 0x90, 'floatConvert'],
  [0x91, 0x91, 'floatDivide'],
  [0x92, 0x93, 'floatAdd'],
  [0x94, 0x94, 'floatMultiply'],
  [0x95, 0x95, 'floatDivide'],
  [0x96, 0x97, 'floatCompare'],
  [0x98, 0x98, 'floatMove'],
  [0x99, 0xa6, 'double'],
  [0xa8, 0xa9, 'floatConvert'],
  [0xaa, 0xab, 'double'],
  [0xac, 0xad, 'longAlu'],
  [0xae, 0xaf, 'floatConvert'],
  [0xb0, 0xb1, 'double'],
  [0xb2, 0xb3, 'floatConvert'],
  [0xb4, 0xbb, 'double'],
  [0xbc, 0xbc, 'floatMove'],
  [0xbd, 0xbd, 'double'],
  [0xbe, 0xbe, 'floatMove'],
  [0xbf, 0xbf, 'double'],
  [0xc0, 0xc1, 'alu'],
  [0xc2, 0xc4, 'longAlu'],
];

/** What an instruction is, whatever stands around it. */
export const classByOpcode: readonly (WordClass | undefined)[] = Array.from(
  { length: 0x100 },
  (_, opcode) => ranges.find(([from, to]) => opcode >= from && opcode <= to)?.[2],
);

/** The intrinsic each imported function stands for, by function index. */
export type IntrinsicByFunction = ReadonlyMap<number, DspIntrinsic>;

/** Which of a module's imports are instructions of the part. */
export function intrinsicsOf(
  imports: readonly { readonly module: string; readonly name: string }[],
): IntrinsicByFunction {
  return new Map(
    imports.flatMap(({ module, name }, index) => {
      const intrinsic = module === dspModule ? dspIntrinsics.get(name) : undefined;
      return intrinsic === undefined ? [] : [[index, intrinsic] as const];
    }),
  );
}

/** Whether an instruction shifts by what is on the stack. */
export function isVariableShift({ opcode }: Instruction, last: Instruction | undefined): boolean {
  return classByOpcode[opcode] === 'shift' && last?.opcode !== op.i32Const;
}

/** One class an instruction counts for, and how often. */
export type Count = readonly [name: CountedClass, times: number];

/**
 * What one instruction counts for, branches apart: whether one is taken is a matter of blocks.
 *
 * @param last the instruction before it in the same block; undefined for the first
 */
export function countsOf(
  instruction: Instruction,
  last: Instruction | undefined,
  intrinsics: IntrinsicByFunction,
): readonly Count[] {
  const { opcode, operand } = instruction;
  if (opcode === op.call) return callCounts(intrinsics.get(operand));
  if (opcode === op.callIndirect) return [['callIndirect', 1]];
  if (opcode === op.i32Add && last?.opcode === op.i32Mul) {
    return [
      ['multiply', -1],
      ['multiplyAccumulate', 1],
    ];
  }
  if ((opcode === op.f32Add || opcode === op.f32Sub) && last?.opcode === op.f32Mul) {
    return [
      ['floatMultiply', -1],
      ['floatMultiplyAccumulate', 1],
    ];
  }
  if (opcode === op.prefixFc) return [instruction.suffix < 2 ? ['floatConvert', 1] : ['double', 1]];
  const name = classByOpcode[opcode];
  if (name === undefined) return [];
  if (name === 'shift' && last?.opcode === op.i32Const) {
    return [
      ['shift', 1],
      ['shiftDistance', last.operand & 31],
    ];
  }
  return [[name, 1]];
}

function callCounts(intrinsic: DspIntrinsic | undefined): readonly Count[] {
  if (intrinsic === undefined) return [['call', 1]];
  return [[intrinsic.kind === 'pack' ? 'dspPack' : 'dspMultiplyAccumulate', 1]];
}
