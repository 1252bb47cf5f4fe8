import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const dsp = rowMaker({ architecture: 'v7em', timing: 'dsp', class: 'dsp' });

const three = { where: 'd!=13 d!=15 n!=13 n!=15 m!=13 m!=15' };
const two = { where: 'd!=13 d!=15 m!=13 m!=15' };

/** Sections A5.3.13 and A5.3.14: the prefix chooses plain, saturating or halving arithmetic. */
const prefixes = [
  { prefix: 'S', bits: '000' },
  { prefix: 'Q', bits: '001' },
  { prefix: 'SH', bits: '010' },
  { prefix: 'U', bits: '100' },
  { prefix: 'UQ', bits: '101' },
  { prefix: 'UH', bits: '110' },
] as const;

const lanes = [
  { name: 'ADD8', op: '000' },
  { name: 'ADD16', op: '001' },
  { name: 'ASX', op: '010' },
  { name: 'SUB8', op: '100' },
  { name: 'SUB16', op: '101' },
  { name: 'SAX', op: '110' },
] as const;

const parallel: readonly InstructionRow[] = prefixes.flatMap(({ prefix, bits }) =>
  lanes.map(({ name, op }) =>
    dsp(
      `${prefix}${name}_T1`,
      `${prefix}${name}`,
      `11111010 1${op} nnnn | 1111 dddd 0${bits} mmmm`,
      '<Rd>, <Rn>, <Rm>',
      `${prefix.toLowerCase()}${name[0]}${name.slice(1).toLowerCase()}`,
      `${prefix}${name}`,
      three,
    ),
  ),
);

/** Section A5.3.12: extension, alone for the packed forms and with addition for all. */
const extends_: readonly InstructionRow[] = [
  ...[
    { name: 'SXTB16', op: '010' },
    { name: 'UXTB16', op: '011' },
  ].map(({ name, op }) =>
    dsp(
      `${name}_T1`,
      name,
      `11111010 0${op} 1111 | 1111 dddd 10 ii mmmm`,
      '<Rd>, <Rm><rotation>',
      name.toLowerCase(),
      name,
      two,
    ),
  ),
  ...[
    { name: 'SXTAH', op: '000' },
    { name: 'UXTAH', op: '001' },
    { name: 'SXTAB16', op: '010' },
    { name: 'UXTAB16', op: '011' },
    { name: 'SXTAB', op: '100' },
    { name: 'UXTAB', op: '101' },
  ].map(({ name, op }) =>
    dsp(
      `${name}_T1`,
      name,
      `11111010 0${op} nnnn | 1111 dddd 10 ii mmmm`,
      '<Rd>, <Rn>, <Rm><rotation>',
      name.toLowerCase(),
      name,
      three,
    ),
  ),
];

/** Section A5.3.15 saturating arithmetic (operands are written Rm, Rn) and SEL; section A5.3.11 packing. */
const others: readonly InstructionRow[] = [
  dsp('QADD_T1', 'QADD', '11111010 1000 nnnn | 1111 dddd 1000 mmmm', '<Rd>, <Rm>, <Rn>', 'qadd', 'QADD', three),
  dsp('QDADD_T1', 'QDADD', '11111010 1000 nnnn | 1111 dddd 1001 mmmm', '<Rd>, <Rm>, <Rn>', 'qdadd', 'QDADD', three),
  dsp('QSUB_T1', 'QSUB', '11111010 1000 nnnn | 1111 dddd 1010 mmmm', '<Rd>, <Rm>, <Rn>', 'qsub', 'QSUB', three),
  dsp('QDSUB_T1', 'QDSUB', '11111010 1000 nnnn | 1111 dddd 1011 mmmm', '<Rd>, <Rm>, <Rn>', 'qdsub', 'QDSUB', three),
  dsp('SEL_T1', 'SEL', '11111010 1010 nnnn | 1111 dddd 1000 mmmm', '<Rd>, <Rn>, <Rm>', 'sel', 'SEL', three),
  dsp(
    'PKHBT_T1',
    'PKHBT',
    '1110101 0110 0 nnnn | 0 iii dddd ii 00 mmmm',
    '<Rd>, <Rn>, <Rm><lslshift>',
    'pkhbt',
    'PKHBT, PKHTB',
    three,
  ),
  dsp(
    'PKHTB_T1',
    'PKHTB',
    '1110101 0110 0 nnnn | 0 iii dddd ii 10 mmmm',
    '<Rd>, <Rn>, <Rm><asrshift>',
    'pkhtb',
    'PKHBT, PKHTB',
    three,
  ),
];

/** The DSP extension without its multiplies (multiply.ts) and SSAT16/USAT16 (data32.ts). */
export const dspRows: readonly InstructionRow[] = [...parallel, ...extends_, ...others];
