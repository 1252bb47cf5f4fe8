import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const system6 = rowMaker({ architecture: 'v6m', timing: 'hint', class: 'system' });
const system = rowMaker({ architecture: 'v7m', timing: 'hint', class: 'system' });

const hints: readonly InstructionRow[] = [
  system6('NOP_T1', 'NOP', '1011 1111 0000 0000', '', 'nop', 'NOP'),
  system6('YIELD_T1', 'YIELD', '1011 1111 0001 0000', '', 'nop', 'YIELD'),
  system6('WFE_T1', 'WFE', '1011 1111 0010 0000', '', 'wfe', 'WFE', { timing: 'wait' }),
  system6('WFI_T1', 'WFI', '1011 1111 0011 0000', '', 'wfi', 'WFI', { timing: 'wait' }),
  system6('SEV_T1', 'SEV', '1011 1111 0100 0000', '', 'sev', 'SEV'),
  // Section A5.2.5: unallocated hints execute as NOP.
  system6('HINT_T1', 'HINT', '1011 1111 iiii 0000', '#<imm>', 'nop', 'NOP', { where: 'i>=5' }),
  system('NOP_T2', 'NOP', '111100111010 1111 | 10000000 00000000', '', 'nop', 'NOP'),
  system('YIELD_T2', 'YIELD', '111100111010 1111 | 10000000 00000001', '', 'nop', 'YIELD'),
  system('WFE_T2', 'WFE', '111100111010 1111 | 10000000 00000010', '', 'wfe', 'WFE', { timing: 'wait' }),
  system('WFI_T2', 'WFI', '111100111010 1111 | 10000000 00000011', '', 'wfi', 'WFI', { timing: 'wait' }),
  system('SEV_T2', 'SEV', '111100111010 1111 | 10000000 00000100', '', 'sev', 'SEV'),
  system('DBG_T1', 'DBG', '111100111010 1111 | 10000000 1111iiii', '#<imm>', 'nop', 'DBG'),
  // Section A5.3.5: unallocated hints execute as NOP.
  system('HINT_T2', 'HINT', '111100111010 1111 | 10000000 iiiiiiii', '#<imm>', 'nop', 'NOP', { where: 'i>=5' }),
];

const barriers: readonly InstructionRow[] = [
  system('CLREX_T1', 'CLREX', '111100111011 1111 | 10001111 0010 1111', '', 'clrex', 'CLREX'),
  system6('DSB_T1', 'DSB', '111100111011 1111 | 10001111 0100 iiii', '<barrier>', 'barrier', 'DSB', {
    timing: 'barrier',
  }),
  system6('DMB_T1', 'DMB', '111100111011 1111 | 10001111 0101 iiii', '<barrier>', 'barrier', 'DMB', {
    timing: 'barrier',
  }),
  system6('ISB_T1', 'ISB', '111100111011 1111 | 10001111 0110 iiii', '<barrier>', 'isb', 'ISB', { timing: 'barrier' }),
];

const control: readonly InstructionRow[] = [
  system('IT_T1', 'IT', '1011 1111 cccc xxxx', '<it>', 'it', 'IT', { where: 'x!=0 c!=15 itAlways<=1', timing: 'it' }),
  system6('CPSIE_T1', 'CPSIE', '1011 0110 011 0 0 0 p f', '<iflags>', 'cpsie', 'CPS', {
    timing: 'cps',
    where: 'flags!=0',
  }),
  system6('CPSID_T1', 'CPSID', '1011 0110 011 1 0 0 p f', '<iflags>', 'cpsid', 'CPS', {
    timing: 'cps',
    where: 'flags!=0',
  }),
  system6('MRS_T1', 'MRS', '111100111110 1111 | 1000 dddd iiiiiiii', '<Rd>, <sysreg>', 'mrs', 'MRS', {
    timing: 'specialRegister',
    where: 'd!=13 d!=15',
  }),
  system6('MSR_T1', 'MSR', '111100111000 nnnn | 1000 jj00 iiiiiiii', '<sysreg>, <Rn>', 'msr', 'MSR', {
    timing: 'specialRegister',
    where: 'n!=13 n!=15 j!=0',
  }),
  system6('SVC_T1', 'SVC', '1101 1111 iiiiiiii', '#<imm>', 'svc', 'SVC'),
  system6('BKPT_T1', 'BKPT', '1011 1110 iiiiiiii', '#<imm>', 'bkpt', 'BKPT'),
  system6('UDF_T1', 'UDF', '1101 1110 iiiiiiii', '#<imm>', 'udf', 'UDF'),
  system6('UDF_T2', 'UDF.W', '11110 1111111 jjjj | 1010 iiiiiiiiiiii', '#<imm16>', 'udf', 'UDF'),
];

/** Hints, barriers, special registers, exceptions. */
export const systemRows: readonly InstructionRow[] = [...hints, ...barriers, ...control];
