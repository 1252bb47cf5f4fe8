import { type ByteCoreClass, isWidthDependent, type WordClass, widthClasses } from './class-names.ts';
import { type Count, classByOpcode } from './counted-classes.ts';
import type { Instruction } from './function-body.ts';
import { op } from './opcodes.ts';
import type { OperationWidth } from './width/operation-widths.ts';
import type { Width } from './width/width.ts';

/** Bytes that nobody asks for are not loaded, and a pointer has two. */
const widthsOfMemory: Readonly<Partial<Record<WordClass, Readonly<Record<Width, ByteCoreClass>>>>> = {
  load16: { 8: 'load8', 16: 'load16', 32: 'load16' },
  load32: { 8: 'load8', 16: 'load16', 32: 'load32' },
  store32: { 8: 'store8', 16: 'store16', 32: 'store32' },
};

/** Bits of a byte: shifts by so many take none. */
const byteBits = 8;

/**
 * What one instruction counts for on a core of 8 bits, branches apart.
 *
 * @param last the instruction before it in the same block; undefined for the first
 * @param width undefined for what is no operation on values
 */
export function byteCoreCounts(
  instruction: Instruction,
  last: Instruction | undefined,
  width: OperationWidth | undefined,
): readonly Count[] {
  const { opcode } = instruction;
  if (opcode === op.call) return [['call', 1]];
  if (opcode === op.callIndirect) return [['callIndirect', 1]];
  if (opcode === op.prefixFc) return [instruction.suffix < 2 ? ['floatConvert', 1] : ['double', 1]];
  const name = classByOpcode[opcode];
  if (name === undefined || width === undefined) return [];
  const extensions = name === 'multiply' ? widthClasses.extendProduct : widthClasses.extend;
  const extended = extensions[width.extendedTo ?? 8];
  const extension: readonly Count[] = extended === undefined ? [] : [[extended, 1]];
  if (width.isConversion) return extension;
  if (!isWidthDependent(name))
    return [[widthsOfMemory[name]?.[width.width] ?? (name as ByteCoreClass), 1], ...extension];
  const distance = name === 'shift' && last?.opcode === op.i32Const ? last.operand % byteBits : 0;
  const distances: readonly Count[] = distance === 0 ? [] : [[widthClasses.shiftDistance[width.width], distance]];
  return [[widthClasses[name][width.width], 1], ...distances, ...extension];
}
