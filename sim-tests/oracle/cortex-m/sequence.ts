import { itConditions } from '../../../src/simulate/cortex-m/disassemble.ts';
import type { Fields } from '../../../wasm/cortex-m/isa/match.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { halfwordsOf, randomEncoding } from '../../isa/random-encoding.ts';
import type { Random } from '../random.ts';
import { namedRegisters } from './operands.ts';
import { isTestable } from './testable.ts';
import * as thumb from './thumb.ts';

const arithmeticClasses: ReadonlySet<string> = new Set([
  'alu',
  'multiply',
  'multiplyAccumulate',
  'divide',
  'dsp',
  'floatAlu',
  'floatMultiplyAccumulate',
  'floatDivide',
  'floatConvert',
  'floatMove',
]);

/** Without VMSR: it needs a legal value in its register, which an instruction before it may have changed. */
const isArithmetic = (row: InstructionRow): boolean =>
  arithmeticClasses.has(row.class) && row.operation !== 'vmsr' && !row.operands.startsWith('SP');
const stackPointer = 13;

const itProbability = 0.3;
const conditionCount = 14;
const maskCount = 15;

/** One instruction on registers only that leaves SP and the reserved register alone. */
function arithmeticInstruction(reserved: number, random: Random, rows: readonly InstructionRow[]): number[] {
  const row = random.pick(rows);
  const suits = (fields: Fields): boolean =>
    fields.d !== stackPointer && !namedRegisters(row, fields).has(reserved) && isTestable(row, fields);
  return halfwordsOf(randomEncoding(row, random, suits));
}

/**
 * About `length` random instructions on registers, some of them in IT blocks: what one leaves behind for the next
 * (flags, IT state, rounding mode, a pipeline of decoded instructions) is tested by running them together.
 */
export function arithmeticSequence(
  length: number,
  reserved: number,
  random: Random,
  rows: readonly InstructionRow[],
): number[] {
  const arithmetic = rows.filter(isArithmetic);
  const code: number[] = [];
  for (let count = 0; count < length; ) {
    const condition = random.below(conditionCount);
    const mask = random.between(1, maskCount);
    const inIt = random.chance(itProbability) ? itConditions((condition << 4) | mask).length : 0;
    if (inIt > 0) code.push(...thumb.ifThen(condition, mask));
    for (let each = 0; each < Math.max(inIt, 1); each++)
      code.push(...arithmeticInstruction(reserved, random, arithmetic));
    count += Math.max(inIt, 1);
  }
  return code;
}
