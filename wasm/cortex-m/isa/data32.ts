import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const alu = rowMaker({ architecture: 'v7m', timing: 'alu', class: 'alu' });

/** op field of sections A5.3.1 and A5.3.11, and the name of the comparison it becomes with Rd = 15 and S set. */
const binary = [
  { name: 'AND', op: '0000', comparison: 'TST' },
  { name: 'BIC', op: '0001', comparison: undefined },
  { name: 'ORR', op: '0010', comparison: undefined },
  { name: 'ORN', op: '0011', comparison: undefined },
  { name: 'EOR', op: '0100', comparison: 'TEQ' },
  { name: 'ADD', op: '1000', comparison: 'CMN' },
  { name: 'ADC', op: '1010', comparison: undefined },
  { name: 'SBC', op: '1011', comparison: undefined },
  { name: 'SUB', op: '1101', comparison: 'CMP' },
  { name: 'RSB', op: '1110', comparison: undefined },
] as const;

/** Encoding numbers where the wide form is not T1. */
const immediateEncoding: Readonly<Record<string, string>> = { ADD: 'T3', SUB: 'T3', RSB: 'T2', CMP: 'T2' };
const registerEncoding: Readonly<Record<string, string>> = { ADD: 'T3', CMP: 'T3', ORN: 'T1', RSB: 'T1', TEQ: 'T1' };

/** Rd: SP is a legal destination of ADD and SUB only, and there only with SP as the base. */
function destinationRule(name: string): string {
  return name === 'ADD' || name === 'SUB' ? 'd!=15 n!=15' : 'd!=15 d!=13 n!=15 n!=13';
}

/** TST and TEQ do not take SP; CMP and CMN do. */
function comparisonRule(name: string): string {
  return name === 'CMP' || name === 'CMN' ? 'n!=15' : 'n!=13 n!=15';
}

/** Section A5.3.1: data processing (modified immediate). */
const modifiedImmediate: readonly InstructionRow[] = [
  ...binary.flatMap(({ name, op, comparison }) => [
    ...(comparison === undefined
      ? []
      : [
          alu(
            `${comparison}_imm_${immediateEncoding[comparison] ?? 'T1'}`,
            comparison,
            `11110 i 0 ${op} 1 nnnn | 0 iii 1111 iiiiiiii`,
            '<Rn>, #<const>',
            `${comparison.toLowerCase()}Imm`,
            `${comparison} (immediate)`,
            { where: comparisonRule(comparison) },
          ),
        ]),
    alu(
      `${name}_imm_${immediateEncoding[name] ?? 'T1'}`,
      name,
      `11110 i 0 ${op} S nnnn | 0 iii dddd iiiiiiii`,
      '<Rd>, <Rn>, #<const>',
      `${name.toLowerCase()}Imm`,
      `${name} (immediate)`,
      { where: destinationRule(name) },
    ),
  ]),
  alu(
    'MOV_imm_T2',
    'MOV',
    '11110 i 0 0010 S 1111 | 0 iii dddd iiiiiiii',
    '<Rd>, #<const>',
    'movImm',
    'MOV (immediate)',
    {
      where: 'd!=13 d!=15',
    },
  ),
  alu(
    'MVN_imm_T1',
    'MVN',
    '11110 i 0 0011 S 1111 | 0 iii dddd iiiiiiii',
    '<Rd>, #<const>',
    'mvnImm',
    'MVN (immediate)',
    {
      where: 'd!=13 d!=15',
    },
  ),
];

/** Section A5.3.11: data processing (shifted register). */
const shiftedRegister: readonly InstructionRow[] = [
  ...binary.flatMap(({ name, op, comparison }) => [
    ...(comparison === undefined
      ? []
      : [
          alu(
            `${comparison}_reg_${registerEncoding[comparison] ?? 'T2'}`,
            comparison,
            `1110101 ${op} 1 nnnn | 0 iii 1111 ii kk mmmm`,
            '<Rn>, <Rm><shift>',
            `${comparison.toLowerCase()}Reg`,
            `${comparison} (register)`,
            { where: `${comparisonRule(comparison)} m!=13 m!=15` },
          ),
        ]),
    alu(
      `${name}_reg_${registerEncoding[name] ?? 'T2'}`,
      name,
      `1110101 ${op} S nnnn | 0 iii dddd ii kk mmmm`,
      '<Rd>, <Rn>, <Rm><shift>',
      `${name.toLowerCase()}Reg`,
      `${name} (register)`,
      { where: `${destinationRule(name)} m!=13 m!=15` },
    ),
  ]),
  alu('MOV_reg_T3', 'MOV', '1110101 0010 S 1111 | 0 000 dddd 00 00 mmmm', '<Rd>, <Rm>', 'movReg', 'MOV (register)', {
    where: 'd!=15 m!=15',
  }),
  alu('RRX_T1', 'RRX', '1110101 0010 S 1111 | 0 000 dddd 00 11 mmmm', '<Rd>, <Rm>', 'rrx', 'RRX', {
    where: 'd!=13 d!=15 m!=13 m!=15',
  }),
  ...[
    { name: 'LSL', type: '00', amount: '<imm>', encoding: 'T2', where: ' i!=0' },
    { name: 'LSR', type: '01', amount: '<shift32>', encoding: 'T2', where: '' },
    { name: 'ASR', type: '10', amount: '<shift32>', encoding: 'T2', where: '' },
    { name: 'ROR', type: '11', amount: '<imm>', encoding: 'T1', where: ' i!=0' },
  ].map(({ name, type, amount, encoding, where }) =>
    alu(
      `${name}_imm_${encoding}`,
      name,
      `1110101 0010 S 1111 | 0 iii dddd ii ${type} mmmm`,
      `<Rd>, <Rm>, #${amount}`,
      `${name.toLowerCase()}Imm`,
      `${name} (immediate)`,
      { where: `d!=13 d!=15 m!=13 m!=15${where}` },
    ),
  ),
  alu(
    'MVN_reg_T2',
    'MVN',
    '1110101 0011 S 1111 | 0 iii dddd ii kk mmmm',
    '<Rd>, <Rm><shift>',
    'mvnReg',
    'MVN (register)',
    {
      where: 'd!=13 d!=15 m!=13 m!=15',
    },
  ),
];

const plainRule = { where: 'd!=15 n!=15' };
const fieldRule = { where: 'd!=13 d!=15 n!=13 n!=15' };
/** ASR by 0 (k 1, i 0) is the encoding of SSAT16 and USAT16, and is not allocated beyond them. */
const saturateRule = { where: 'd!=13 d!=15 n!=13 n!=15 k<=i' };

/** Section A5.3.3: data processing (plain binary immediate). */
const plainImmediate: readonly InstructionRow[] = [
  alu(
    'ADD_imm_T4',
    'ADDW',
    '11110 i 10000 0 nnnn | 0 iii dddd iiiiiiii',
    '<Rd>, <Rn>, #<imm>',
    'addImm',
    'ADD (immediate)',
    plainRule,
  ),
  alu('ADR_T3', 'ADR', '11110 i 10000 0 1111 | 0 iii dddd iiiiiiii', '<Rd>, <adr+>', 'adr', 'ADR', {
    where: 'd!=13 d!=15',
  }),
  alu(
    'MOV_imm_T3',
    'MOVW',
    '11110 i 10010 0 jjjj | 0 iii dddd iiiiiiii',
    '<Rd>, #<imm16>',
    'movImm',
    'MOV (immediate)',
    { where: 'd!=13 d!=15' },
  ),
  alu(
    'SUB_imm_T4',
    'SUBW',
    '11110 i 10101 0 nnnn | 0 iii dddd iiiiiiii',
    '<Rd>, <Rn>, #<imm>',
    'subImm',
    'SUB (immediate)',
    plainRule,
  ),
  alu('ADR_T2', 'ADR', '11110 i 10101 0 1111 | 0 iii dddd iiiiiiii', '<Rd>, <adr->', 'adr', 'ADR', {
    where: 'd!=13 d!=15',
  }),
  alu('MOVT_T1', 'MOVT', '11110 i 10110 0 jjjj | 0 iii dddd iiiiiiii', '<Rd>, #<imm16>', 'movt', 'MOVT', {
    where: 'd!=13 d!=15',
  }),
  alu(
    'SSAT16_T1',
    'SSAT16',
    '11110 0 11001 0 nnnn | 0 000 dddd 00 0 0 wwww',
    '<Rd>, #<sat+1>, <Rn>',
    'ssat16',
    'SSAT16',
    { ...fieldRule, architecture: 'v7em', class: 'dsp' },
  ),
  alu(
    'SSAT_T1',
    'SSAT',
    '11110 0 1100 k 0 nnnn | 0 iii dddd ii 0 wwwww',
    '<Rd>, #<sat+1>, <Rn><satshift>',
    'ssat',
    'SSAT',
    saturateRule,
  ),
  alu(
    'SBFX_T1',
    'SBFX',
    '11110 0 11010 0 nnnn | 0 iii dddd ii 0 wwwww',
    '<Rd>, <Rn>, #<lsb>, #<width>',
    'sbfx',
    'SBFX',
    fieldRule,
  ),
  alu('BFC_T1', 'BFC', '11110 0 11011 0 1111 | 0 iii dddd ii 0 wwwww', '<Rd>, #<lsb>, #<bfwidth>', 'bfc', 'BFC', {
    where: 'd!=13 d!=15 w>=i',
  }),
  alu('BFI_T1', 'BFI', '11110 0 11011 0 nnnn | 0 iii dddd ii 0 wwwww', '<Rd>, <Rn>, #<lsb>, #<bfwidth>', 'bfi', 'BFI', {
    where: 'd!=13 d!=15 n!=13 n!=15 w>=i',
  }),
  alu(
    'USAT16_T1',
    'USAT16',
    '11110 0 11101 0 nnnn | 0 000 dddd 00 0 0 wwww',
    '<Rd>, #<sat>, <Rn>',
    'usat16',
    'USAT16',
    { ...fieldRule, architecture: 'v7em', class: 'dsp' },
  ),
  alu(
    'USAT_T1',
    'USAT',
    '11110 0 1110 k 0 nnnn | 0 iii dddd ii 0 wwwww',
    '<Rd>, #<sat>, <Rn><satshift>',
    'usat',
    'USAT',
    saturateRule,
  ),
  alu(
    'UBFX_T1',
    'UBFX',
    '11110 0 11110 0 nnnn | 0 iii dddd ii 0 wwwww',
    '<Rd>, <Rn>, #<lsb>, #<width>',
    'ubfx',
    'UBFX',
    fieldRule,
  ),
];

const threeRegisters = 'd!=13 d!=15 n!=13 n!=15 m!=13 m!=15';
const twoRegisters = 'd!=13 d!=15 m!=13 m!=15';
const twiceEncoded = 'd!=13 d!=15 m!=13 m!=15 n==m';

/** Section A5.3.12: shifts by register, and extension without addition. */
const shiftsAndExtends: readonly InstructionRow[] = [
  ...[
    { name: 'LSL', op: '000' },
    { name: 'LSR', op: '001' },
    { name: 'ASR', op: '010' },
    { name: 'ROR', op: '011' },
  ].map(({ name, op }) =>
    alu(
      `${name}_reg_T2`,
      name,
      `11111010 0${op.slice(1)} S nnnn | 1111 dddd 0000 mmmm`,
      '<Rd>, <Rn>, <Rm>',
      `${name.toLowerCase()}Reg`,
      `${name} (register)`,
      { where: threeRegisters },
    ),
  ),
  ...[
    { name: 'SXTH', op: '000' },
    { name: 'UXTH', op: '001' },
    { name: 'SXTB', op: '100' },
    { name: 'UXTB', op: '101' },
  ].map(({ name, op }) =>
    alu(
      `${name}_T2`,
      name,
      `11111010 0 ${op} 1111 | 1111 dddd 10 ii mmmm`,
      '<Rd>, <Rm><rotation>',
      `${name.toLowerCase()}`,
      name,
      { where: twoRegisters },
    ),
  ),
];

/** Section A5.3.15: miscellaneous operations. */
const reversals: readonly InstructionRow[] = [
  ...[
    { name: 'REV', op: '1000', encoding: 'T2' },
    { name: 'REV16', op: '1001', encoding: 'T2' },
    { name: 'RBIT', op: '1010', encoding: 'T1' },
    { name: 'REVSH', op: '1011', encoding: 'T2' },
  ].map(({ name, op, encoding }) =>
    alu(
      `${name}_${encoding}`,
      name,
      `11111010 1001 nnnn | 1111 dddd ${op} mmmm`,
      '<Rd>, <Rm>',
      name.toLowerCase(),
      name,
      { where: twiceEncoded },
    ),
  ),
  alu('CLZ_T1', 'CLZ', '11111010 1011 nnnn | 1111 dddd 1000 mmmm', '<Rd>, <Rm>', 'clz', 'CLZ', { where: twiceEncoded }),
];

/** The 32-bit data-processing instructions of ARMv7-M; those of the DSP extension are in dsp.ts. */
export const data32: readonly InstructionRow[] = [
  ...modifiedImmediate,
  ...shiftedRegister,
  ...plainImmediate,
  ...shiftsAndExtends,
  ...reversals,
];
