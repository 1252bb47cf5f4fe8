import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const fp = rowMaker({ architecture: 'fpv4sp', timing: 'floatAlu', class: 'floatAlu' });
const accumulate = { timing: 'floatMultiplyAccumulate', class: 'floatMultiplyAccumulate' };
const convert = { timing: 'floatConvert', class: 'floatConvert' };
const moved = { timing: 'floatMove', class: 'floatMove' };

/** Section A6.5 data processing with three registers: opc1, then opc3 bit 6. */
const three: readonly InstructionRow[] = [
  { name: 'VMLA', opc1: '0D00', op: '0', title: 'VMLA, VMLS', changes: accumulate },
  { name: 'VMLS', opc1: '0D00', op: '1', title: 'VMLA, VMLS', changes: accumulate },
  { name: 'VNMLS', opc1: '0D01', op: '0', title: 'VNMLA, VNMLS, VNMUL', changes: accumulate },
  { name: 'VNMLA', opc1: '0D01', op: '1', title: 'VNMLA, VNMLS, VNMUL', changes: accumulate },
  { name: 'VMUL', opc1: '0D10', op: '0', title: 'VMUL', changes: {} },
  { name: 'VNMUL', opc1: '0D10', op: '1', title: 'VNMLA, VNMLS, VNMUL', changes: {} },
  { name: 'VADD', opc1: '0D11', op: '0', title: 'VADD', changes: {} },
  { name: 'VSUB', opc1: '0D11', op: '1', title: 'VSUB', changes: {} },
  { name: 'VDIV', opc1: '1D00', op: '0', title: 'VDIV', changes: { timing: 'floatDivide', class: 'floatDivide' } },
  { name: 'VFNMS', opc1: '1D01', op: '0', title: 'VFNMA, VFNMS', changes: accumulate },
  { name: 'VFNMA', opc1: '1D01', op: '1', title: 'VFNMA, VFNMS', changes: accumulate },
  { name: 'VFMA', opc1: '1D10', op: '0', title: 'VFMA, VFMS', changes: accumulate },
  { name: 'VFMS', opc1: '1D10', op: '1', title: 'VFMA, VFMS', changes: accumulate },
].map(({ name, opc1, op, title, changes }) =>
  fp(
    `${name}_T1`,
    `${name}.F32`,
    `11101110 ${opc1} nnnn | dddd 1010 N${op}M0 mmmm`,
    '<Sd>, <Sn>, <Sm>',
    name.toLowerCase(),
    title,
    changes,
  ),
);

/** Section A6.5 data processing with two registers or an immediate. */
const two: readonly InstructionRow[] = [
  fp(
    'VMOV_imm_T1',
    'VMOV.F32',
    '11101110 1D11 iiii | dddd 1010 0000 iiii',
    '<Sd>, #<fpimm>',
    'vmovImm',
    'VMOV (immediate)',
    moved,
  ),
  fp(
    'VMOV_reg_T1',
    'VMOV.F32',
    '11101110 1D11 0000 | dddd 1010 01M0 mmmm',
    '<Sd>, <Sm>',
    'vmovReg',
    'VMOV (register)',
    moved,
  ),
  fp('VABS_T1', 'VABS.F32', '11101110 1D11 0000 | dddd 1010 11M0 mmmm', '<Sd>, <Sm>', 'vabs', 'VABS'),
  fp('VNEG_T1', 'VNEG.F32', '11101110 1D11 0001 | dddd 1010 01M0 mmmm', '<Sd>, <Sm>', 'vneg', 'VNEG'),
  fp('VSQRT_T1', 'VSQRT.F32', '11101110 1D11 0001 | dddd 1010 11M0 mmmm', '<Sd>, <Sm>', 'vsqrt', 'VSQRT', {
    timing: 'floatDivide',
    class: 'floatDivide',
  }),
  fp(
    'VCVTB_T1_f32_f16',
    'VCVTB.F32.F16',
    '11101110 1D11 0010 | dddd 1010 01M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtbToSingle',
    'VCVTB, VCVTT',
    convert,
  ),
  fp(
    'VCVTT_T1_f32_f16',
    'VCVTT.F32.F16',
    '11101110 1D11 0010 | dddd 1010 11M0 mmmm',
    '<Sd>, <Sm>',
    'vcvttToSingle',
    'VCVTB, VCVTT',
    convert,
  ),
  fp(
    'VCVTB_T1_f16_f32',
    'VCVTB.F16.F32',
    '11101110 1D11 0011 | dddd 1010 01M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtbToHalf',
    'VCVTB, VCVTT',
    convert,
  ),
  fp(
    'VCVTT_T1_f16_f32',
    'VCVTT.F16.F32',
    '11101110 1D11 0011 | dddd 1010 11M0 mmmm',
    '<Sd>, <Sm>',
    'vcvttToHalf',
    'VCVTB, VCVTT',
    convert,
  ),
  fp('VCMP_T1', 'VCMP.F32', '11101110 1D11 0100 | dddd 1010 01M0 mmmm', '<Sd>, <Sm>', 'vcmp', 'VCMP, VCMPE'),
  fp('VCMPE_T1', 'VCMPE.F32', '11101110 1D11 0100 | dddd 1010 11M0 mmmm', '<Sd>, <Sm>', 'vcmpe', 'VCMP, VCMPE'),
  fp('VCMP_T2', 'VCMP.F32', '11101110 1D11 0101 | dddd 1010 0100 0000', '<Sd>, #0.0', 'vcmpZero', 'VCMP, VCMPE'),
  fp('VCMPE_T2', 'VCMPE.F32', '11101110 1D11 0101 | dddd 1010 1100 0000', '<Sd>, #0.0', 'vcmpeZero', 'VCMP, VCMPE'),
  fp(
    'VCVT_T1_f32_u32',
    'VCVT.F32.U32',
    '11101110 1D11 1000 | dddd 1010 01M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtFromUnsigned',
    'VCVT, VCVTR (between floating-point and integer)',
    convert,
  ),
  fp(
    'VCVT_T1_f32_s32',
    'VCVT.F32.S32',
    '11101110 1D11 1000 | dddd 1010 11M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtFromSigned',
    'VCVT, VCVTR (between floating-point and integer)',
    convert,
  ),
  fp(
    'VCVTR_T1_u32',
    'VCVTR.U32.F32',
    '11101110 1D11 1100 | dddd 1010 01M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtrToUnsigned',
    'VCVT, VCVTR (between floating-point and integer)',
    convert,
  ),
  fp(
    'VCVT_T1_u32',
    'VCVT.U32.F32',
    '11101110 1D11 1100 | dddd 1010 11M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtToUnsigned',
    'VCVT, VCVTR (between floating-point and integer)',
    convert,
  ),
  fp(
    'VCVTR_T1_s32',
    'VCVTR.S32.F32',
    '11101110 1D11 1101 | dddd 1010 01M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtrToSigned',
    'VCVT, VCVTR (between floating-point and integer)',
    convert,
  ),
  fp(
    'VCVT_T1_s32',
    'VCVT.S32.F32',
    '11101110 1D11 1101 | dddd 1010 11M0 mmmm',
    '<Sd>, <Sm>',
    'vcvtToSigned',
    'VCVT, VCVTR (between floating-point and integer)',
    convert,
  ),
];

/** Fixed point: the operand register is source and destination; bit 7 chooses 16 or 32 bits, bit 16 unsigned. */
const fixed: readonly InstructionRow[] = [
  { type: 'S16', unsigned: '0', size: '0', token: 'fbits16', where: 'fraction>=0' },
  { type: 'S32', unsigned: '0', size: '1', token: 'fbits32', where: undefined },
  { type: 'U16', unsigned: '1', size: '0', token: 'fbits16', where: 'fraction>=0' },
  { type: 'U32', unsigned: '1', size: '1', token: 'fbits32', where: undefined },
].flatMap(({ type, unsigned, size, token, where }) => [
  fp(
    `VCVT_fixed_T1_f32_${type.toLowerCase()}`,
    `VCVT.F32.${type}`,
    `11101110 1D11 101${unsigned} | dddd 1010 ${size}1i0 jjjj`,
    `<Sd>, <Sd>, #<${token}>`,
    `vcvtFromFixed${type}`,
    'VCVT (between floating-point and fixed-point)',
    { ...convert, ...(where === undefined ? {} : { where }) },
  ),
  fp(
    `VCVT_fixed_T1_${type.toLowerCase()}`,
    `VCVT.${type}.F32`,
    `11101110 1D11 111${unsigned} | dddd 1010 ${size}1i0 jjjj`,
    `<Sd>, <Sd>, #<${token}>`,
    `vcvtToFixed${type}`,
    'VCVT (between floating-point and fixed-point)',
    { ...convert, ...(where === undefined ? {} : { where }) },
  ),
]);

const pair = { ...moved, timing: 'floatMovePair' };

/** Sections A6.6 and A6.7: transfers between the register files. */
const transfers: readonly InstructionRow[] = [
  fp(
    'VMOV_core_single_T1',
    'VMOV',
    '11101110 0000 nnnn | tttt 1010 N001 0000',
    '<Sn>, <Rt>',
    'vmovFromCore',
    'VMOV (between ARM core register and single-precision register)',
    { ...moved, where: 't!=13 t!=15' },
  ),
  fp(
    'VMOV_single_core_T1',
    'VMOV',
    '11101110 0001 nnnn | tttt 1010 N001 0000',
    '<Rt>, <Sn>',
    'vmovToCore',
    'VMOV (between ARM core register and single-precision register)',
    { ...moved, where: 't!=13 t!=15' },
  ),
  fp(
    'VMOV_core_scalar_T1',
    'VMOV.32',
    '11101110 00x0 dddd | tttt 1011 D001 0000',
    '<Dd>[<x>], <Rt>',
    'vmovScalarFromCore',
    'VMOV (ARM core register to scalar)',
    { ...moved, where: 't!=13 t!=15 D==0' },
  ),
  fp(
    'VMOV_scalar_core_T1',
    'VMOV.32',
    '11101110 00x1 nnnn | tttt 1011 N001 0000',
    '<Rt>, <Dn>[<x>]',
    'vmovScalarToCore',
    'VMOV (scalar to ARM core register)',
    { ...moved, where: 't!=13 t!=15 N==0' },
  ),
  fp(
    'VMOV_core2_single2_T1',
    'VMOV',
    '11101100 0100 uuuu | tttt 1010 00M1 mmmm',
    '<Sm>, <Sm1>, <Rt>, <Rt2>',
    'vmovPairFromCore',
    'VMOV (between two ARM core registers and two single-precision registers)',
    { ...pair, where: 't!=13 t!=15 u!=13 u!=15 m1!=31' },
  ),
  fp(
    'VMOV_single2_core2_T1',
    'VMOV',
    '11101100 0101 uuuu | tttt 1010 00M1 mmmm',
    '<Rt>, <Rt2>, <Sm>, <Sm1>',
    'vmovPairToCore',
    'VMOV (between two ARM core registers and two single-precision registers)',
    { ...pair, where: 't!=13 t!=15 u!=13 u!=15 t!=u m1!=31' },
  ),
  fp(
    'VMOV_core2_double_T1',
    'VMOV',
    '11101100 0100 uuuu | tttt 1011 00M1 mmmm',
    '<Dm>, <Rt>, <Rt2>',
    'vmovDoubleFromCore',
    'VMOV (between two ARM core registers and a doubleword register)',
    { ...pair, where: 't!=13 t!=15 u!=13 u!=15 M==0' },
  ),
  fp(
    'VMOV_double_core2_T1',
    'VMOV',
    '11101100 0101 uuuu | tttt 1011 00M1 mmmm',
    '<Rt>, <Rt2>, <Dm>',
    'vmovDoubleToCore',
    'VMOV (between two ARM core registers and a doubleword register)',
    { ...pair, where: 't!=13 t!=15 u!=13 u!=15 t!=u M==0' },
  ),
  fp(
    'VMRS_flags_T1',
    'VMRS',
    '11101110 1111 0001 | 1111 1010 0001 0000',
    'APSR_nzcv, FPSCR',
    'vmrsFlags',
    'VMRS',
    moved,
  ),
  fp('VMRS_T1', 'VMRS', '11101110 1111 0001 | tttt 1010 0001 0000', '<Rt>, FPSCR', 'vmrs', 'VMRS', {
    ...moved,
    where: 't!=13 t!=15',
  }),
  fp('VMSR_T1', 'VMSR', '11101110 1110 0001 | tttt 1010 0001 0000', 'FPSCR, <Rt>', 'vmsr', 'VMSR', {
    ...moved,
    where: 't!=13 t!=15',
  }),
];

const load = { timing: 'floatLoad', class: 'load' };
const store = { timing: 'floatStore', class: 'store' };
const loads = { timing: 'floatLoadMultiple', class: 'loadStoreMultiple' };
const stores = { timing: 'floatStoreMultiple', class: 'loadStoreMultiple' };
const singles = 'i!=0 lastSingle<=32';
const doubles = 'i>=2 lastDouble<=16';

/** Section A6.5 extension register loads and stores. VPUSH and VPOP are the forms with SP and writeback. */
const memory: readonly InstructionRow[] = [
  fp('VLDR_T2', 'VLDR', '11101101 UD01 nnnn | dddd 1010 iiiiiiii', '<Sd>, [<Rn>, #<+imm4>]', 'vldr', 'VLDR', {
    ...load,
    where: 'n!=15',
  }),
  fp('VLDR_T2_lit', 'VLDR', '11101101 UD01 1111 | dddd 1010 iiiiiiii', '<Sd>, <literal4+>', 'vldrLit', 'VLDR', load),
  fp('VLDR_T1', 'VLDR', '11101101 UD01 nnnn | dddd 1011 iiiiiiii', '<Dd>, [<Rn>, #<+imm4>]', 'vldrDouble', 'VLDR', {
    ...load,
    timing: 'floatLoadPair',
    where: 'n!=15 D==0',
  }),
  fp('VLDR_T1_lit', 'VLDR', '11101101 UD01 1111 | dddd 1011 iiiiiiii', '<Dd>, <literal4+>', 'vldrDoubleLit', 'VLDR', {
    ...load,
    timing: 'floatLoadPair',
    where: 'D==0',
  }),
  fp('VSTR_T2', 'VSTR', '11101101 UD00 nnnn | dddd 1010 iiiiiiii', '<Sd>, [<Rn>, #<+imm4>]', 'vstr', 'VSTR', {
    ...store,
    where: 'n!=15',
  }),
  fp('VSTR_T1', 'VSTR', '11101101 UD00 nnnn | dddd 1011 iiiiiiii', '<Dd>, [<Rn>, #<+imm4>]', 'vstrDouble', 'VSTR', {
    ...store,
    timing: 'floatStorePair',
    where: 'n!=15 D==0',
  }),
  fp('VLDM_T2', 'VLDMIA', '11101100 1DW1 nnnn | dddd 1010 iiiiiiii', '<Rn><!>, <slist>', 'vldm', 'VLDM', {
    ...loads,
    where: `n!=15 ${singles}`,
  }),
  fp('VLDM_T1', 'VLDMIA', '11101100 1DW1 nnnn | dddd 1011 iiiiiiii', '<Rn><!>, <dlist>', 'vldmDouble', 'VLDM', {
    ...loads,
    where: `n!=15 D==0 ${doubles}`,
  }),
  fp('VLDMDB_T2', 'VLDMDB', '11101101 0D11 nnnn | dddd 1010 iiiiiiii', '<Rn>!, <slist>', 'vldmdb', 'VLDM', {
    ...loads,
    where: `n!=15 ${singles}`,
  }),
  fp('VLDMDB_T1', 'VLDMDB', '11101101 0D11 nnnn | dddd 1011 iiiiiiii', '<Rn>!, <dlist>', 'vldmdbDouble', 'VLDM', {
    ...loads,
    where: `n!=15 D==0 ${doubles}`,
  }),
  fp('VSTM_T2', 'VSTMIA', '11101100 1DW0 nnnn | dddd 1010 iiiiiiii', '<Rn><!>, <slist>', 'vstm', 'VSTM', {
    ...stores,
    where: `n!=15 ${singles}`,
  }),
  fp('VSTM_T1', 'VSTMIA', '11101100 1DW0 nnnn | dddd 1011 iiiiiiii', '<Rn><!>, <dlist>', 'vstmDouble', 'VSTM', {
    ...stores,
    where: `n!=15 D==0 ${doubles}`,
  }),
  fp('VSTMDB_T2', 'VSTMDB', '11101101 0D10 nnnn | dddd 1010 iiiiiiii', '<Rn>!, <slist>', 'vstmdb', 'VSTM', {
    ...stores,
    where: `n!=15 ${singles}`,
  }),
  fp('VSTMDB_T1', 'VSTMDB', '11101101 0D10 nnnn | dddd 1011 iiiiiiii', '<Rn>!, <dlist>', 'vstmdbDouble', 'VSTM', {
    ...stores,
    where: `n!=15 D==0 ${doubles}`,
  }),
];

/** FPv4-SP. */
export const floatRows: readonly InstructionRow[] = [...three, ...two, ...fixed, ...transfers, ...memory];
