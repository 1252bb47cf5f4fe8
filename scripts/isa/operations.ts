import { branchRows } from '../../wasm/cortex-m/isa/branch.ts';
import type { InstructionRow } from '../../wasm/cortex-m/isa/types.ts';

/** How a row decides whether flags are set: never, by its S bit, or outside IT blocks. */
export type FlagRule = 'never' | 'bit' | 'outsideIt';

export function flagRule(row: InstructionRow): FlagRule {
  if (row.pattern.includes('S')) return 'bit';
  const sixteen = !row.pattern.includes('|');
  return sixteen &&
    /^(MOVS|MVNS|ADDS|SUBS|RSBS|ADCS|SBCS|ANDS|ORRS|EORS|BICS|LSLS|LSRS|ASRS|RORS|MULS)$/.test(row.mnemonic)
    ? 'outsideIt'
    : 'never';
}

const conditions = ['Eq', 'Ne', 'Cs', 'Cc', 'Mi', 'Pl', 'Vs', 'Vc', 'Hi', 'Ls', 'Ge', 'Lt', 'Gt', 'Le'];

/** The opcodes that are not instructions: see run.ts. */
const internal = ['undecoded', 'undefined', 'watch', 'branchOut'];
/** Hot special cases the decoder chooses by itself: see decode/specialize.ts. */
const specialized = [
  'movToSp',
  'addToSp',
  'subFromSp',
  'addRegToSp',
  'subRegFromSp',
  'ldrImmToSp',
  'ldrRegToSp',
  'ldrLitToSp',
  'strRegPlain',
  'ldrRegPlain',
  'endlessLoop',
];

export interface Operation {
  /** Handler function. */
  readonly name: string;
  /** The handler returns the next record instead of falling through to the one behind. */
  readonly branches: boolean;
  readonly row: InstructionRow | undefined;
}

const branchOperations = new Set(branchRows.map((row) => row.operation));
const alsoBranching = new Set(['svc', 'bkpt', 'udf', 'isb', ...internal, 'endlessLoop']);

/**
 * Returns every opcode in number order. Forms of one operation are consecutive: plain, then flag-setting, then the two
 * with a shifted operand; a conditional branch has one opcode a condition.
 */
export function listOperations(table: readonly InstructionRow[]): readonly Operation[] {
  const names = [...new Set(table.map((row) => row.operation))];
  const forms = names.flatMap((name) => {
    const rows = table.filter((row) => row.operation === name);
    if (name === 'bCond') return conditions.map((condition) => `b${condition}`);
    const flags = rows.some((row) => flagRule(row) !== 'never');
    const shifted = rows.some((row) => row.operands.includes('<shift>'));
    const plain = flags ? [name, `${name}S`] : [name];
    return shifted ? [...plain, ...plain.map((form) => form.replace(/(S?)$/, 'Shifted$1'))] : plain;
  });
  const rowOf = (form: string) => table.find((row) => form === row.operation || form.startsWith(row.operation));
  return [...internal, ...specialized, ...forms].map((name) => ({
    name,
    branches:
      branchOperations.has(name) ||
      alsoBranching.has(name) ||
      /^b(Eq|Ne|C[sc]|Mi|Pl|V[sc]|Hi|Ls|G[et]|L[te])$/.test(name),
    row: rowOf(name),
  }));
}

/** Returns the constant's name of an opcode: `addRegS` -> `ADD_REG_S`. */
export function constantName(name: string): string {
  return `OP_${name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}`;
}
