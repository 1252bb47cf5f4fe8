import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const multiply = rowMaker({ architecture: 'v7m', timing: 'multiply', class: 'multiply' });
const accumulate = rowMaker({ architecture: 'v7m', timing: 'multiplyAccumulate', class: 'multiplyAccumulate' });
const dspMultiply = rowMaker({ architecture: 'v7em', timing: 'dspMultiply', class: 'multiply' });
const dspAccumulate = rowMaker({ architecture: 'v7em', timing: 'dspMultiply', class: 'multiplyAccumulate' });
const divide = rowMaker({ architecture: 'v7m', timing: 'divide', class: 'divide' });

const three = { where: 'd!=13 d!=15 n!=13 n!=15 m!=13 m!=15' };
const four = { where: 'd!=13 d!=15 n!=13 n!=15 m!=13 m!=15 a!=13 a!=15' };
const long = { where: 'h!=13 h!=15 l!=13 l!=15 n!=13 n!=15 m!=13 m!=15 h!=l' };

/** Section A5.3.16: 32-bit results of ARMv7-M. */
const plain: readonly InstructionRow[] = [
  multiply('MUL_T2', 'MUL', '11111011 0000 nnnn | 1111 dddd 0000 mmmm', '<Rd>, <Rn>, <Rm>', 'mul', 'MUL', three),
  accumulate('MLA_T1', 'MLA', '11111011 0000 nnnn | aaaa dddd 0000 mmmm', '<Rd>, <Rn>, <Rm>, <Ra>', 'mla', 'MLA', four),
  accumulate('MLS_T1', 'MLS', '11111011 0000 nnnn | aaaa dddd 0001 mmmm', '<Rd>, <Rn>, <Rm>, <Ra>', 'mls', 'MLS', four),
];

/** Which halves of Rn and Rm are multiplied: B is the bottom, T the top one. */
const halves = [
  { suffix: 'BB', bits: '00' },
  { suffix: 'BT', bits: '01' },
  { suffix: 'TB', bits: '10' },
  { suffix: 'TT', bits: '11' },
] as const;

/** Section A5.3.16: the multiplies of the DSP extension with 32-bit results. */
const dsp: readonly InstructionRow[] = [
  ...halves.flatMap(({ suffix, bits }) => [
    dspMultiply(
      `SMUL${suffix}_T1`,
      `SMUL${suffix}`,
      `11111011 0001 nnnn | 1111 dddd 00${bits} mmmm`,
      '<Rd>, <Rn>, <Rm>',
      `smul${suffix}`,
      'SMULBB, SMULBT, SMULTB, SMULTT',
      three,
    ),
    dspAccumulate(
      `SMLA${suffix}_T1`,
      `SMLA${suffix}`,
      `11111011 0001 nnnn | aaaa dddd 00${bits} mmmm`,
      '<Rd>, <Rn>, <Rm>, <Ra>',
      `smla${suffix}`,
      'SMLABB, SMLABT, SMLATB, SMLATT',
      four,
    ),
  ]),
  ...[
    { suffix: '', bit: '0' },
    { suffix: 'X', bit: '1' },
  ].flatMap(({ suffix, bit }) => [
    dspMultiply(
      `SMUAD${suffix}_T1`,
      `SMUAD${suffix}`,
      `11111011 0010 nnnn | 1111 dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>',
      `smuad${suffix}`,
      'SMUAD, SMUADX',
      three,
    ),
    dspAccumulate(
      `SMLAD${suffix}_T1`,
      `SMLAD${suffix}`,
      `11111011 0010 nnnn | aaaa dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>, <Ra>',
      `smlad${suffix}`,
      'SMLAD, SMLADX',
      four,
    ),
    dspMultiply(
      `SMUSD${suffix}_T1`,
      `SMUSD${suffix}`,
      `11111011 0100 nnnn | 1111 dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>',
      `smusd${suffix}`,
      'SMUSD, SMUSDX',
      three,
    ),
    dspAccumulate(
      `SMLSD${suffix}_T1`,
      `SMLSD${suffix}`,
      `11111011 0100 nnnn | aaaa dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>, <Ra>',
      `smlsd${suffix}`,
      'SMLSD, SMLSDX',
      four,
    ),
  ]),
  ...[
    { suffix: 'B', bit: '0' },
    { suffix: 'T', bit: '1' },
  ].flatMap(({ suffix, bit }) => [
    dspMultiply(
      `SMULW${suffix}_T1`,
      `SMULW${suffix}`,
      `11111011 0011 nnnn | 1111 dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>',
      `smulw${suffix}`,
      'SMULWB, SMULWT',
      three,
    ),
    dspAccumulate(
      `SMLAW${suffix}_T1`,
      `SMLAW${suffix}`,
      `11111011 0011 nnnn | aaaa dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>, <Ra>',
      `smlaw${suffix}`,
      'SMLAWB, SMLAWT',
      four,
    ),
  ]),
  ...[
    { suffix: '', bit: '0' },
    { suffix: 'R', bit: '1' },
  ].flatMap(({ suffix, bit }) => [
    dspMultiply(
      `SMMUL${suffix}_T1`,
      `SMMUL${suffix}`,
      `11111011 0101 nnnn | 1111 dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>',
      `smmul${suffix}`,
      'SMMUL, SMMULR',
      three,
    ),
    dspAccumulate(
      `SMMLA${suffix}_T1`,
      `SMMLA${suffix}`,
      `11111011 0101 nnnn | aaaa dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>, <Ra>',
      `smmla${suffix}`,
      'SMMLA, SMMLAR',
      four,
    ),
    dspAccumulate(
      `SMMLS${suffix}_T1`,
      `SMMLS${suffix}`,
      `11111011 0110 nnnn | aaaa dddd 000${bit} mmmm`,
      '<Rd>, <Rn>, <Rm>, <Ra>',
      `smmls${suffix}`,
      'SMMLS, SMMLSR',
      four,
    ),
  ]),
  dspMultiply('USAD8_T1', 'USAD8', '11111011 0111 nnnn | 1111 dddd 0000 mmmm', '<Rd>, <Rn>, <Rm>', 'usad8', 'USAD8', {
    ...three,
    class: 'dsp',
  }),
  dspMultiply(
    'USADA8_T1',
    'USADA8',
    '11111011 0111 nnnn | aaaa dddd 0000 mmmm',
    '<Rd>, <Rn>, <Rm>, <Ra>',
    'usada8',
    'USADA8',
    { ...four, class: 'dsp' },
  ),
];

/** Section A5.3.17: 64-bit results, and division. */
const longMultiplyAndDivide: readonly InstructionRow[] = [
  multiply(
    'SMULL_T1',
    'SMULL',
    '11111011 1000 nnnn | llll hhhh 0000 mmmm',
    '<RdLo>, <RdHi>, <Rn>, <Rm>',
    'smull',
    'SMULL',
    { ...long, timing: 'multiplyLong' },
  ),
  divide('SDIV_T1', 'SDIV', '11111011 1001 nnnn | 1111 dddd 1111 mmmm', '<Rd>, <Rn>, <Rm>', 'sdiv', 'SDIV', three),
  multiply(
    'UMULL_T1',
    'UMULL',
    '11111011 1010 nnnn | llll hhhh 0000 mmmm',
    '<RdLo>, <RdHi>, <Rn>, <Rm>',
    'umull',
    'UMULL',
    { ...long, timing: 'multiplyLong' },
  ),
  divide('UDIV_T1', 'UDIV', '11111011 1011 nnnn | 1111 dddd 1111 mmmm', '<Rd>, <Rn>, <Rm>', 'udiv', 'UDIV', three),
  accumulate(
    'SMLAL_T1',
    'SMLAL',
    '11111011 1100 nnnn | llll hhhh 0000 mmmm',
    '<RdLo>, <RdHi>, <Rn>, <Rm>',
    'smlal',
    'SMLAL',
    { ...long, timing: 'multiplyLongAccumulate' },
  ),
  ...halves.map(({ suffix, bits }) =>
    dspAccumulate(
      `SMLAL${suffix}_T1`,
      `SMLAL${suffix}`,
      `11111011 1100 nnnn | llll hhhh 10${bits} mmmm`,
      '<RdLo>, <RdHi>, <Rn>, <Rm>',
      `smlal${suffix}`,
      'SMLALBB, SMLALBT, SMLALTB, SMLALTT',
      long,
    ),
  ),
  ...[
    { suffix: '', bit: '0' },
    { suffix: 'X', bit: '1' },
  ].flatMap(({ suffix, bit }) => [
    dspAccumulate(
      `SMLALD${suffix}_T1`,
      `SMLALD${suffix}`,
      `11111011 1100 nnnn | llll hhhh 110${bit} mmmm`,
      '<RdLo>, <RdHi>, <Rn>, <Rm>',
      `smlald${suffix}`,
      'SMLALD, SMLALDX',
      long,
    ),
    dspAccumulate(
      `SMLSLD${suffix}_T1`,
      `SMLSLD${suffix}`,
      `11111011 1101 nnnn | llll hhhh 110${bit} mmmm`,
      '<RdLo>, <RdHi>, <Rn>, <Rm>',
      `smlsld${suffix}`,
      'SMLSLD, SMLSLDX',
      long,
    ),
  ]),
  accumulate(
    'UMLAL_T1',
    'UMLAL',
    '11111011 1110 nnnn | llll hhhh 0000 mmmm',
    '<RdLo>, <RdHi>, <Rn>, <Rm>',
    'umlal',
    'UMLAL',
    { ...long, timing: 'multiplyLongAccumulate' },
  ),
  dspAccumulate(
    'UMAAL_T1',
    'UMAAL',
    '11111011 1110 nnnn | llll hhhh 0110 mmmm',
    '<RdLo>, <RdHi>, <Rn>, <Rm>',
    'umaal',
    'UMAAL',
    long,
  ),
];

/** Multiplication and division. */
export const multiplyRows: readonly InstructionRow[] = [...plain, ...dsp, ...longMultiplyAndDivide];
