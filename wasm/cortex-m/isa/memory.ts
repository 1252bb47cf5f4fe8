import { rowMaker } from './row.ts';
import type { InstructionRow } from './types.ts';

const load6 = rowMaker({ architecture: 'v6m', timing: 'load', class: 'load' });
const store6 = rowMaker({ architecture: 'v6m', timing: 'store', class: 'store' });
const load = rowMaker({ architecture: 'v7m', timing: 'load', class: 'load' });
const store = rowMaker({ architecture: 'v7m', timing: 'store', class: 'store' });
const many6 = rowMaker({ architecture: 'v6m', timing: 'loadMultiple', class: 'loadStoreMultiple' });
const many = rowMaker({ architecture: 'v7m', timing: 'loadMultiple', class: 'loadStoreMultiple' });

/** Sections A5.2 and A5.2.4: 16-bit loads and stores. */
const narrow: readonly InstructionRow[] = [
  load6('LDR_lit_T1', 'LDR', '01001 ttt iiiiiiii', '<Rt>, <literal>', 'ldrLit', 'LDR (literal)', {
    timing: 'loadLiteral',
  }),
  store6('STR_reg_T1', 'STR', '0101 000 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'strReg', 'STR (register)', { timing: 'storeRegisterOffset' }),
  store6('STRH_reg_T1', 'STRH', '0101 001 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'strhReg', 'STRH (register)', { timing: 'storeRegisterOffset' }),
  store6('STRB_reg_T1', 'STRB', '0101 010 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'strbReg', 'STRB (register)', { timing: 'storeRegisterOffset' }),
  load6('LDRSB_reg_T1', 'LDRSB', '0101 011 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'ldrsbReg', 'LDRSB (register)'),
  load6('LDR_reg_T1', 'LDR', '0101 100 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'ldrReg', 'LDR (register)'),
  load6('LDRH_reg_T1', 'LDRH', '0101 101 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'ldrhReg', 'LDRH (register)'),
  load6('LDRB_reg_T1', 'LDRB', '0101 110 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'ldrbReg', 'LDRB (register)'),
  load6('LDRSH_reg_T1', 'LDRSH', '0101 111 mmm nnn ttt', '<Rt>, [<Rn>, <Rm>]', 'ldrshReg', 'LDRSH (register)'),
  store6('STR_imm_T1', 'STR', '0110 0 iiiii nnn ttt', '<Rt>, [<Rn>, #<imm4>]', 'strImm', 'STR (immediate)'),
  load6('LDR_imm_T1', 'LDR', '0110 1 iiiii nnn ttt', '<Rt>, [<Rn>, #<imm4>]', 'ldrImm', 'LDR (immediate)'),
  store6('STRB_imm_T1', 'STRB', '0111 0 iiiii nnn ttt', '<Rt>, [<Rn>, #<imm>]', 'strbImm', 'STRB (immediate)'),
  load6('LDRB_imm_T1', 'LDRB', '0111 1 iiiii nnn ttt', '<Rt>, [<Rn>, #<imm>]', 'ldrbImm', 'LDRB (immediate)'),
  store6('STRH_imm_T1', 'STRH', '1000 0 iiiii nnn ttt', '<Rt>, [<Rn>, #<imm2>]', 'strhImm', 'STRH (immediate)'),
  load6('LDRH_imm_T1', 'LDRH', '1000 1 iiiii nnn ttt', '<Rt>, [<Rn>, #<imm2>]', 'ldrhImm', 'LDRH (immediate)'),
  store6('STR_imm_T2', 'STR', '1001 0 ttt iiiiiiii', '<Rt>, [SP, #<imm4>]', 'strImm', 'STR (immediate)'),
  load6('LDR_imm_T2', 'LDR', '1001 1 ttt iiiiiiii', '<Rt>, [SP, #<imm4>]', 'ldrImm', 'LDR (immediate)'),
  many6('PUSH_T1', 'PUSH', '1011 010 M rrrrrrrr', '<registers>', 'stmdb', 'PUSH', {
    where: 'list>=1',
    timing: 'storeMultiple',
  }),
  many6('POP_T1', 'POP', '1011 110 0 rrrrrrrr', '<registers>', 'ldm', 'POP', { where: 'list>=1' }),
  many6('STM_T1', 'STM', '1100 0 nnn rrrrrrrr', '<Rn>!, <registers>', 'stm', 'STM, STMIA, STMEA', {
    where: 'list>=1',
    timing: 'storeMultiple',
  }),
  many6('LDM_T1', 'LDM', '1100 1 nnn rrrrrrrr', '<Rn><!list>, <registers>', 'ldm', 'LDM, LDMIA, LDMFD', {
    where: 'list>=1',
  }),
];

/** Section A5.3.5: 32-bit multiples. `PUSH_T1` and the like are the short forms of these with SP. */
const multiples: readonly InstructionRow[] = [
  many(
    'STM_T2',
    'STM',
    '1110100 01 0 W 0 nnnn | 0 M 0 rrrrrrrrrrrrr',
    '<Rn><!>, <registers>',
    'stm',
    'STM, STMIA, STMEA',
    { where: 'n!=15 list>=2 inList==0', timing: 'storeMultiple' },
  ),
  many(
    'LDM_T2',
    'LDM',
    '1110100 01 0 W 1 nnnn | 0 M 0 rrrrrrrrrrrrr',
    '<Rn><!>, <registers>',
    'ldm',
    'LDM, LDMIA, LDMFD',
    { where: 'n!=15 list>=2 inList==0' },
  ),
  many(
    'STMDB_T1',
    'STMDB',
    '1110100 10 0 W 0 nnnn | 0 M 0 rrrrrrrrrrrrr',
    '<Rn><!>, <registers>',
    'stmdb',
    'STMDB, STMFD',
    { where: 'n!=15 list>=2 inList==0', timing: 'storeMultiple' },
  ),
  many(
    'LDMDB_T1',
    'LDMDB',
    '1110100 10 0 W 1 nnnn | 0 M 0 rrrrrrrrrrrrr',
    '<Rn><!>, <registers>',
    'ldmdb',
    'LDMDB, LDMEA',
    { where: 'n!=15 list>=2 inList==0' },
  ),
];

const pairRule = 't!=13 t!=15 u!=13 u!=15';
const loadPair = { timing: 'loadMultiple', class: 'load' };
const storePair = { timing: 'storeMultiple', class: 'store' };

/** Section A5.3.6: pairs and exclusives. */
const pairsAndExclusives: readonly InstructionRow[] = [
  store(
    'STRD_imm_T1_offset',
    'STRD',
    '1110100 1 U 1 0 0 nnnn | tttt uuuu iiiiiiii',
    '<Rt>, <Rt2>, [<Rn>, #<+imm4>]',
    'strdImm',
    'STRD (immediate)',
    { where: `n!=15 ${pairRule}`, ...storePair },
  ),
  store(
    'STRD_imm_T1_pre',
    'STRD',
    '1110100 1 U 1 1 0 nnnn | tttt uuuu iiiiiiii',
    '<Rt>, <Rt2>, [<Rn>, #<+imm4>]!',
    'strdPre',
    'STRD (immediate)',
    { where: `n!=15 ${pairRule} n!=t n!=u`, ...storePair },
  ),
  store(
    'STRD_imm_T1_post',
    'STRD',
    '1110100 0 U 1 1 0 nnnn | tttt uuuu iiiiiiii',
    '<Rt>, <Rt2>, [<Rn>], #<+imm4>',
    'strdPost',
    'STRD (immediate)',
    { where: `n!=15 ${pairRule} n!=t n!=u`, ...storePair },
  ),
  load(
    'LDRD_imm_T1_offset',
    'LDRD',
    '1110100 1 U 1 0 1 nnnn | tttt uuuu iiiiiiii',
    '<Rt>, <Rt2>, [<Rn>, #<+imm4>]',
    'ldrdImm',
    'LDRD (immediate)',
    { where: `n!=15 ${pairRule} t!=u`, ...loadPair },
  ),
  load(
    'LDRD_imm_T1_pre',
    'LDRD',
    '1110100 1 U 1 1 1 nnnn | tttt uuuu iiiiiiii',
    '<Rt>, <Rt2>, [<Rn>, #<+imm4>]!',
    'ldrdPre',
    'LDRD (immediate)',
    { where: `n!=15 ${pairRule} t!=u n!=t n!=u`, ...loadPair },
  ),
  load(
    'LDRD_imm_T1_post',
    'LDRD',
    '1110100 0 U 1 1 1 nnnn | tttt uuuu iiiiiiii',
    '<Rt>, <Rt2>, [<Rn>], #<+imm4>',
    'ldrdPost',
    'LDRD (immediate)',
    { where: `n!=15 ${pairRule} t!=u n!=t n!=u`, ...loadPair },
  ),
  load(
    'LDRD_lit_T1',
    'LDRD',
    '1110100 1 U 1 0 1 1111 | tttt uuuu iiiiiiii',
    '<Rt>, <Rt2>, <literal4+>',
    'ldrdLit',
    'LDRD (literal)',
    { where: `${pairRule} t!=u`, ...loadPair },
  ),
  store(
    'STREX_T1',
    'STREX',
    '1110100 0 0 1 0 0 nnnn | tttt dddd iiiiiiii',
    '<Rd>, <Rt>, [<Rn>, #<imm4>]',
    'strex',
    'STREX',
    { where: 'd!=13 d!=15 t!=13 t!=15 n!=15 d!=n d!=t' },
  ),
  load('LDREX_T1', 'LDREX', '1110100 0 0 1 0 1 nnnn | tttt 1111 iiiiiiii', '<Rt>, [<Rn>, #<imm4>]', 'ldrex', 'LDREX', {
    where: 't!=13 t!=15 n!=15',
  }),
  store(
    'STREXB_T1',
    'STREXB',
    '1110100 0 1 1 0 0 nnnn | tttt 1111 0100 dddd',
    '<Rd>, <Rt>, [<Rn>]',
    'strexb',
    'STREXB',
    { where: 'd!=13 d!=15 t!=13 t!=15 n!=15 d!=n d!=t' },
  ),
  store(
    'STREXH_T1',
    'STREXH',
    '1110100 0 1 1 0 0 nnnn | tttt 1111 0101 dddd',
    '<Rd>, <Rt>, [<Rn>]',
    'strexh',
    'STREXH',
    { where: 'd!=13 d!=15 t!=13 t!=15 n!=15 d!=n d!=t' },
  ),
  load('LDREXB_T1', 'LDREXB', '1110100 0 1 1 0 1 nnnn | tttt 1111 0100 1111', '<Rt>, [<Rn>]', 'ldrexb', 'LDREXB', {
    where: 't!=13 t!=15 n!=15',
  }),
  load('LDREXH_T1', 'LDREXH', '1110100 0 1 1 0 1 nnnn | tttt 1111 0101 1111', '<Rt>, [<Rn>]', 'ldrexh', 'LDREXH', {
    where: 't!=13 t!=15 n!=15',
  }),
];

interface Transfer {
  readonly name: string;
  /** Bits 8..4 of the first halfword of the negative-offset form, without bit 7. */
  readonly sign: '0' | '1';
  readonly size: string;
  /** T numbers: register, positive immediate, indexed immediate. */
  readonly encodings: readonly [string, string, string];
  /** What the destination may not be: 15 names another row, 13 is UNPREDICTABLE for less than a word. */
  readonly rule: string;
}

const loads: readonly Transfer[] = [
  { name: 'LDRB', sign: '0', size: '001', encodings: ['T2', 'T2', 'T3'], rule: 't!=13 t!=15' },
  { name: 'LDRH', sign: '0', size: '011', encodings: ['T2', 'T2', 'T3'], rule: 't!=13 t!=15' },
  { name: 'LDR', sign: '0', size: '101', encodings: ['T2', 'T3', 'T4'], rule: 't!=15' },
  { name: 'LDRSB', sign: '1', size: '001', encodings: ['T2', 'T1', 'T2'], rule: 't!=13 t!=15' },
  { name: 'LDRSH', sign: '1', size: '011', encodings: ['T2', 'T1', 'T2'], rule: 't!=13 t!=15' },
];

const stores: readonly Transfer[] = [
  { name: 'STRB', sign: '0', size: '000', encodings: ['T2', 'T2', 'T3'], rule: 't!=13 t!=15' },
  { name: 'STRH', sign: '0', size: '010', encodings: ['T2', 'T2', 'T3'], rule: 't!=13 t!=15' },
  { name: 'STR', sign: '0', size: '100', encodings: ['T2', 'T3', 'T4'], rule: 't!=15' },
];

/** Sections A5.3.7 to A5.3.10: the addressing modes every width shares. */
function transferRows(make: typeof load, registerTiming: string, { name, sign, size, encodings, rule }: Transfer): InstructionRow[] {
  const head = `1111100${sign}`;
  const handler = name.toLowerCase();
  const [register, positive, indexed] = encodings;
  const where = `n!=15 ${rule}`;
  const writeback = `${where} n!=t`;
  return [
    make(
      `${name}_reg_${register}`,
      name,
      `${head} 0${size} nnnn | tttt 000000 ii mmmm`,
      '<Rt>, [<Rn>, <Rm><lslshift>]',
      `${handler}Reg`,
      `${name} (register)`,
      { where: `${where} m!=13 m!=15`, timing: registerTiming },
    ),
    make(
      `${name}_imm_${positive}`,
      name,
      `${head} 1${size} nnnn | tttt iiiiiiiiiiii`,
      '<Rt>, [<Rn>, #<imm>]',
      `${handler}Imm`,
      `${name} (immediate)`,
      { where },
    ),
    make(
      `${name}_imm_${indexed}_offset`,
      name,
      `${head} 0${size} nnnn | tttt 1100 iiiiiiii`,
      '<Rt>, [<Rn>, #<-imm>]',
      `${handler}Imm`,
      `${name} (immediate)`,
      { where },
    ),
    make(
      `${name}_imm_${indexed}_pre`,
      name,
      `${head} 0${size} nnnn | tttt 11U1 iiiiiiii`,
      '<Rt>, [<Rn>, #<+imm>]!',
      `${handler}Pre`,
      `${name} (immediate)`,
      { where: writeback },
    ),
    make(
      `${name}_imm_${indexed}_post`,
      name,
      `${head} 0${size} nnnn | tttt 10U1 iiiiiiii`,
      '<Rt>, [<Rn>], #<+imm>',
      `${handler}Post`,
      `${name} (immediate)`,
      { where: writeback },
    ),
    make(
      `${name}T_T1`,
      `${name}T`,
      `${head} 0${size} nnnn | tttt 1110 iiiiiiii`,
      '<Rt>, [<Rn>, #<imm>]',
      `${handler}Unprivileged`,
      `${name}T`,
      { where: 'n!=15 t!=13 t!=15' },
    ),
  ];
}

const singles: readonly InstructionRow[] = [
  ...stores.flatMap((transfer) => transferRows(store, 'storeRegisterOffset', transfer)),
  ...loads.flatMap((transfer) => transferRows(load, 'load', transfer)),
  ...loads.map(({ name, sign, size, rule }) =>
    load(
      `${name}_lit_${name.startsWith('LDRS') || name !== 'LDR' ? 'T1' : 'T2'}`,
      name,
      `1111100${sign} U${size} 1111 | tttt iiiiiiiiiiii`,
      '<Rt>, <literal+>',
      `${name.toLowerCase()}Lit`,
      `${name} (literal)`,
      { where: rule, timing: 'loadLiteral' },
    ),
  ),
];

const hint = rowMaker({ architecture: 'v7m', timing: 'hint', class: 'system' });

/** One preload or unallocated memory hint (sections A5.3.8 and A5.3.9): they have no effect but their cycle. */
function hintRows(name: string, sign: '0' | '1', size: string, title: string): InstructionRow[] {
  const head = `1111100${sign}`;
  return [
    hint(`${name}_imm_T1`, name, `${head} 1${size} nnnn | 1111 iiiiiiiiiiii`, '[<Rn>, #<imm>]', 'nop', title, {
      where: 'n!=15',
    }),
    hint(`${name}_imm_T2`, name, `${head} 0${size} nnnn | 1111 1100 iiiiiiii`, '[<Rn>, #<-imm>]', 'nop', title, {
      where: 'n!=15',
    }),
    hint(`${name}_lit_T1`, name, `${head} U${size} 1111 | 1111 iiiiiiiiiiii`, '<literal+>', 'nop', title),
    hint(
      `${name}_reg_T1`,
      name,
      `${head} 0${size} nnnn | 1111 000000 ii mmmm`,
      '[<Rn>, <Rm><lslshift>]',
      'nop',
      title,
      { where: 'n!=15 m!=13 m!=15' },
    ),
  ];
}

/** Loads and stores; those that write the PC are in branch.ts. */
export const memoryRows: readonly InstructionRow[] = [
  ...narrow,
  ...multiples,
  ...pairsAndExclusives,
  ...singles,
  ...hintRows('PLD', '0', '001', 'PLD'),
  ...hintRows('PLI', '1', '001', 'PLI'),
];
