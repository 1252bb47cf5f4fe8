import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const alu = rowMaker({ architecture: 'v6m', timing: 'alu', class: 'alu' });

/** Section A5.2.1: shift (immediate), add, subtract, move and compare. */
const shiftAddMove: readonly InstructionRow[] = [
  alu('MOV_reg_T2', 'MOVS', '00000 00000 mmm ddd', '<Rd>, <Rm>', 'movReg', 'MOV (register)'),
  alu('LSL_imm_T1', 'LSLS', '00000 iiiii mmm ddd', '<Rd>, <Rm>, #<imm>', 'lslImm', 'LSL (immediate)', {
    where: 'i!=0',
  }),
  alu('LSR_imm_T1', 'LSRS', '00001 iiiii mmm ddd', '<Rd>, <Rm>, #<shift32>', 'lsrImm', 'LSR (immediate)'),
  alu('ASR_imm_T1', 'ASRS', '00010 iiiii mmm ddd', '<Rd>, <Rm>, #<shift32>', 'asrImm', 'ASR (immediate)'),
  alu('ADD_reg_T1', 'ADDS', '0001100 mmm nnn ddd', '<Rd>, <Rn>, <Rm>', 'addReg', 'ADD (register)'),
  alu('SUB_reg_T1', 'SUBS', '0001101 mmm nnn ddd', '<Rd>, <Rn>, <Rm>', 'subReg', 'SUB (register)'),
  alu('ADD_imm_T1', 'ADDS', '0001110 iii nnn ddd', '<Rd>, <Rn>, #<imm>', 'addImm', 'ADD (immediate)'),
  alu('SUB_imm_T1', 'SUBS', '0001111 iii nnn ddd', '<Rd>, <Rn>, #<imm>', 'subImm', 'SUB (immediate)'),
  alu('MOV_imm_T1', 'MOVS', '00100 ddd iiiiiiii', '<Rd>, #<imm>', 'movImm', 'MOV (immediate)'),
  alu('CMP_imm_T1', 'CMP', '00101 nnn iiiiiiii', '<Rn>, #<imm>', 'cmpImm', 'CMP (immediate)'),
  alu('ADD_imm_T2', 'ADDS', '00110 ddd iiiiiiii', '<Rdn>, #<imm>', 'addImm', 'ADD (immediate)'),
  alu('SUB_imm_T2', 'SUBS', '00111 ddd iiiiiiii', '<Rdn>, #<imm>', 'subImm', 'SUB (immediate)'),
];

/** Section A5.2.2: data processing on low registers. */
const dataProcessing: readonly InstructionRow[] = [
  alu('AND_reg_T1', 'ANDS', '010000 0000 mmm ddd', '<Rdn>, <Rm>', 'andReg', 'AND (register)'),
  alu('EOR_reg_T1', 'EORS', '010000 0001 mmm ddd', '<Rdn>, <Rm>', 'eorReg', 'EOR (register)'),
  alu('LSL_reg_T1', 'LSLS', '010000 0010 mmm ddd', '<Rdn>, <Rm>', 'lslReg', 'LSL (register)'),
  alu('LSR_reg_T1', 'LSRS', '010000 0011 mmm ddd', '<Rdn>, <Rm>', 'lsrReg', 'LSR (register)'),
  alu('ASR_reg_T1', 'ASRS', '010000 0100 mmm ddd', '<Rdn>, <Rm>', 'asrReg', 'ASR (register)'),
  alu('ADC_reg_T1', 'ADCS', '010000 0101 mmm ddd', '<Rdn>, <Rm>', 'adcReg', 'ADC (register)'),
  alu('SBC_reg_T1', 'SBCS', '010000 0110 mmm ddd', '<Rdn>, <Rm>', 'sbcReg', 'SBC (register)'),
  alu('ROR_reg_T1', 'RORS', '010000 0111 mmm ddd', '<Rdn>, <Rm>', 'rorReg', 'ROR (register)'),
  alu('TST_reg_T1', 'TST', '010000 1000 mmm nnn', '<Rn>, <Rm>', 'tstReg', 'TST (register)'),
  alu('RSB_imm_T1', 'RSBS', '010000 1001 nnn ddd', '<Rd>, <Rn>, #0', 'rsbImm', 'RSB (immediate)'),
  alu('CMP_reg_T1', 'CMP', '010000 1010 mmm nnn', '<Rn>, <Rm>', 'cmpReg', 'CMP (register)'),
  alu('CMN_reg_T1', 'CMN', '010000 1011 mmm nnn', '<Rn>, <Rm>', 'cmnReg', 'CMN (register)'),
  alu('ORR_reg_T1', 'ORRS', '010000 1100 mmm ddd', '<Rdn>, <Rm>', 'orrReg', 'ORR (register)'),
  alu('MUL_T1', 'MULS', '010000 1101 nnn ddd', '<Rdm>, <Rn>, <Rdm>', 'mul', 'MUL', {
    timing: 'multiply',
    class: 'multiply',
  }),
  alu('BIC_reg_T1', 'BICS', '010000 1110 mmm ddd', '<Rdn>, <Rm>', 'bicReg', 'BIC (register)'),
  alu('MVN_reg_T1', 'MVNS', '010000 1111 mmm ddd', '<Rd>, <Rm>', 'mvnReg', 'MVN (register)'),
];

/** Section A5.2.3: special data on all registers (the branches of this group are in branch.ts); none sets flags. */
const specialData: readonly InstructionRow[] = [
  alu('ADD_reg_T2', 'ADD', '010001 00 d mmmm ddd', '<Rdn>, <Rm>', 'addReg', 'ADD (register)', { where: 'd!=15' }),
  alu('CMP_reg_T2', 'CMP', '010001 01 n mmmm nnn', '<Rn>, <Rm>', 'cmpReg', 'CMP (register)', {
    where: 'n!=15 m!=15',
  }),
  alu('MOV_reg_T1', 'MOV', '010001 10 d mmmm ddd', '<Rd>, <Rm>', 'movReg', 'MOV (register)', { where: 'd!=15' }),
];

/** Sections A5.2.4 and A5.2.5: addresses from PC and SP, extension, byte reversal. */
const addressAndExtend: readonly InstructionRow[] = [
  alu('ADR_T1', 'ADR', '10100 ddd iiiiiiii', '<Rd>, <adr>', 'adr', 'ADR'),
  alu('ADD_SP_imm_T1', 'ADD', '10101 ddd iiiiiiii', '<Rd>, SP, #<imm4>', 'addImm', 'ADD (SP plus immediate)'),
  alu('ADD_SP_imm_T2', 'ADD', '1011 0000 0 iiiiiii', 'SP, SP, #<imm4>', 'addImm', 'ADD (SP plus immediate)'),
  alu('SUB_SP_imm_T1', 'SUB', '1011 0000 1 iiiiiii', 'SP, SP, #<imm4>', 'subImm', 'SUB (SP minus immediate)'),
  alu('SXTH_T1', 'SXTH', '1011 0010 00 mmm ddd', '<Rd>, <Rm>', 'sxth', 'SXTH'),
  alu('SXTB_T1', 'SXTB', '1011 0010 01 mmm ddd', '<Rd>, <Rm>', 'sxtb', 'SXTB'),
  alu('UXTH_T1', 'UXTH', '1011 0010 10 mmm ddd', '<Rd>, <Rm>', 'uxth', 'UXTH'),
  alu('UXTB_T1', 'UXTB', '1011 0010 11 mmm ddd', '<Rd>, <Rm>', 'uxtb', 'UXTB'),
  alu('REV_T1', 'REV', '1011 1010 00 mmm ddd', '<Rd>, <Rm>', 'rev', 'REV'),
  alu('REV16_T1', 'REV16', '1011 1010 01 mmm ddd', '<Rd>, <Rm>', 'rev16', 'REV16'),
  alu('REVSH_T1', 'REVSH', '1011 1010 11 mmm ddd', '<Rd>, <Rm>', 'revsh', 'REVSH'),
];

/** The 16-bit data-processing instructions. Those whose mnemonic ends in S leave the flags alone inside IT. */
export const data16: readonly InstructionRow[] = [
  ...shiftAddMove,
  ...dataProcessing,
  ...specialData,
  ...addressAndExtend,
];
