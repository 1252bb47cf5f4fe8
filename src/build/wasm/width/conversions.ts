import { op } from '../opcodes.ts';
import type { Value } from './value.ts';

/**
 * Of a shift to the right by as much as its operand was shifted to the left, which is how C's conversions come out: the
 * bits that are kept; undefined for everything else.
 */
export function conversionBits(values: readonly Value[], number: number): number | undefined {
  const { opcode, operands } = values[number]!;
  if (opcode !== op.i32ShrS) return undefined;
  const [shifted, by] = operands.map((operand) => values[operand]!);
  if (shifted!.opcode !== op.i32Shl || by!.kind !== 'constant') return undefined;
  const left = values[shifted!.operands[1]!]!;
  return left.kind === 'constant' && left.constant === by!.constant ? 32 - by!.constant : undefined;
}
