import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const branch6 = rowMaker({ architecture: 'v6m', timing: 'branch', class: 'branch' });
const branch = rowMaker({ architecture: 'v7m', timing: 'branch', class: 'branch' });
const loadPc = rowMaker({ architecture: 'v7m', timing: 'loadPc', class: 'branch' });

const direct: readonly InstructionRow[] = [
  branch6('B_T1', 'B', '1101 cccc iiiiiiii', '<label8>', 'bCond', 'B', { where: 'c<14', timing: 'branchConditional' }),
  branch6('B_T2', 'B', '11100 iiiiiiiiiii', '<label11>', 'b', 'B'),
  branch('B_T3', 'B', '11110 s cccc iiiiii | 10 x 0 y iiiiiiiiiii', '<label20>', 'bCond', 'B', {
    where: 'c<14',
    timing: 'branchConditional',
  }),
  branch('B_T4', 'B', '11110 s iiiiiiiiii | 10 x 1 y iiiiiiiiiii', '<label24>', 'b', 'B'),
  branch6('BL_T1', 'BL', '11110 s iiiiiiiiii | 11 x 1 y iiiiiiiiiii', '<label24>', 'bl', 'BL', {
    class: 'call',
    timing: 'branchLink',
  }),
  branch('CBZ_T1', 'CBZ', '1011 0 0 i 1 iiiii nnn', '<Rn>, <label6>', 'cbz', 'CBNZ, CBZ', {
    timing: 'branchConditional',
  }),
  branch('CBNZ_T1', 'CBNZ', '1011 1 0 i 1 iiiii nnn', '<Rn>, <label6>', 'cbnz', 'CBNZ, CBZ', {
    timing: 'branchConditional',
  }),
];

const indirect: readonly InstructionRow[] = [
  branch6('BX_T1', 'BX', '010001 11 0 mmmm 000', '<Rm>', 'bx', 'BX', { timing: 'branchRegister', where: 'm!=15' }),
  branch6('BLX_reg_T1', 'BLX', '010001 11 1 mmmm 000', '<Rm>', 'blx', 'BLX (register)', {
    timing: 'branchRegister',
    class: 'call',
    where: 'm!=15',
  }),
  branch6('ADD_reg_T2_pc', 'ADD', '010001 00 1 mmmm 111', 'PC, <Rm>', 'addToPc', 'ADD (register)', {
    timing: 'branchRegister',
    where: 'm!=15',
  }),
  branch6('MOV_reg_T1_pc', 'MOV', '010001 10 1 mmmm 111', 'PC, <Rm>', 'movToPc', 'MOV (register)', {
    timing: 'branchRegister',
    where: 'm!=15',
  }),
  branch('TBB_T1', 'TBB', '1110100 0 1 1 0 1 nnnn | 1111 0000 0000 mmmm', '[<Rn>, <Rm>]', 'tbb', 'TBB, TBH', {
    timing: 'tableBranch',
    where: 'n!=13 m!=13 m!=15',
  }),
  branch('TBH_T1', 'TBH', '1110100 0 1 1 0 1 nnnn | 1111 0000 0001 mmmm', '[<Rn>, <Rm>, LSL #1]', 'tbh', 'TBB, TBH', {
    timing: 'tableBranch',
    where: 'n!=13 m!=13 m!=15',
  }),
];

const many = { timing: 'loadMultiplePc', class: 'branch' };

/** Loads of the PC interwork: bit 0 must be set, and EXC_RETURN values return from exceptions. */
const loads: readonly InstructionRow[] = [
  loadPc('POP_T1_pc', 'POP', '1011 110 P rrrrrrrr', '<registers>', 'ldmPc', 'POP', {
    ...many,
    architecture: 'v6m',
    where: 'P==1',
  }),
  loadPc(
    'LDM_T2_pc',
    'LDM',
    '1110100 01 0 W 1 nnnn | 1 0 0 rrrrrrrrrrrrr',
    '<Rn><!>, <registers+PC>',
    'ldmPc',
    'LDM, LDMIA, LDMFD',
    { ...many, where: 'n!=15 r!=0 inList==0' },
  ),
  loadPc(
    'LDMDB_T1_pc',
    'LDMDB',
    '1110100 10 0 W 1 nnnn | 1 0 0 rrrrrrrrrrrrr',
    '<Rn><!>, <registers+PC>',
    'ldmdbPc',
    'LDMDB, LDMEA',
    { ...many, where: 'n!=15 r!=0 inList==0' },
  ),
  loadPc(
    'LDR_reg_T2_pc',
    'LDR',
    '11111000 0101 nnnn | 1111 000000 ii mmmm',
    'PC, [<Rn>, <Rm><lslshift>]',
    'ldrRegPc',
    'LDR (register)',
    { where: 'n!=15 m!=13 m!=15' },
  ),
  loadPc(
    'LDR_imm_T3_pc',
    'LDR',
    '11111000 1101 nnnn | 1111 iiiiiiiiiiii',
    'PC, [<Rn>, #<imm>]',
    'ldrImmPc',
    'LDR (immediate)',
    { where: 'n!=15' },
  ),
  loadPc(
    'LDR_imm_T4_offset_pc',
    'LDR',
    '11111000 0101 nnnn | 1111 1100 iiiiiiii',
    'PC, [<Rn>, #<-imm>]',
    'ldrImmPc',
    'LDR (immediate)',
    { where: 'n!=15' },
  ),
  loadPc(
    'LDR_imm_T4_pre_pc',
    'LDR',
    '11111000 0101 nnnn | 1111 11U1 iiiiiiii',
    'PC, [<Rn>, #<+imm>]!',
    'ldrPrePc',
    'LDR (immediate)',
    { where: 'n!=15' },
  ),
  loadPc(
    'LDR_imm_T4_post_pc',
    'LDR',
    '11111000 0101 nnnn | 1111 10U1 iiiiiiii',
    'PC, [<Rn>], #<+imm>',
    'ldrPostPc',
    'LDR (immediate)',
    { where: 'n!=15' },
  ),
  loadPc(
    'LDR_lit_T2_pc',
    'LDR',
    '11111000 U101 1111 | 1111 iiiiiiiiiiii',
    'PC, <literal+>',
    'ldrLitPc',
    'LDR (literal)',
  ),
];

/** Everything that writes the PC. */
export const branchRows: readonly InstructionRow[] = [...direct, ...indirect, ...loads];
