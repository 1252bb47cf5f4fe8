import { derivedFields, type Pattern, parseWhere } from '../../wasm/cortex-m/isa/match.ts';
import type { InstructionRow } from '../../wasm/cortex-m/isa/types.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const constantSp = 62;
const none = 63;
const comparisons = ['==', '!=', '<', '<=', '>='];

/** Returns the slot of a field letter in the decoder's field memory. */
export function slotOf(letter: string): number {
  return letters.indexOf(letter);
}

/** Returns one word a field part: slot, shift, width, place in the field. */
export function fieldWords(pattern: Pattern): number[] {
  return [...pattern.fields].flatMap(([letter, parts]) =>
    parts.map(({ shift, width, to }) => slotOf(letter) | (shift << 8) | (width << 16) | (to << 24)),
  );
}

export const derivedNames = Object.keys(derivedFields);

/** Returns one word a condition: operand (slot, or 64 + number of a derived field), operator, operand or constant. */
export function conditionWords(row: InstructionRow): number[] {
  return parseWhere(row).map(({ left, operator, right }) => {
    const constant = /^\d+$/.test(right);
    const rightValue = constant ? Number(right) : operandOf(right);
    return operandOf(left) | (comparisons.indexOf(operator) << 8) | (constant ? 0 : 1 << 15) | (rightValue << 16);
  });
}

function operandOf(name: string): number {
  return name.length === 1 ? slotOf(name) : 64 + derivedNames.indexOf(name);
}

/** Which field fills a register byte of the record, and from which register file: 0 core, 1 single, 2 double. */
function registerByte(slot: number, file: 0 | 1 | 2 = 0): number {
  return slot | (file << 6);
}

const noRegister = registerByte(none);

function floatFile(row: InstructionRow, letter: 'd' | 'n' | 'm'): 0 | 1 | 2 {
  const has = (...tokens: string[]) => tokens.some((token) => row.operands.includes(token));
  if (has(`<S${letter}>`) || (letter === 'd' && has('<slist>'))) return 1;
  if (has(`<D${letter}>`) || (letter === 'd' && has('<dlist>'))) return 2;
  return 0;
}

/** Returns the word that says which fields become rd, rn, rm and ra of the record. */
export function registerWord(row: InstructionRow, pattern: Pattern): number {
  const has = (letter: string) => pattern.fields.has(letter);
  const field = (letter: 'd' | 'n' | 'm') => registerByte(slotOf(letter), floatFile(row, letter));
  const usesSp = /\bSP\b/.test(row.operands) || /^(PUSH|POP)/.test(row.id);
  const sp = registerByte(constantSp);
  const plain = (letter: string) => registerByte(slotOf(letter));

  let rd = has('h') ? plain('h') : has('t') ? plain('t') : has('d') ? field('d') : noRegister;
  if (row.operands.startsWith('SP, ')) rd = sp;
  let rn = has('n') ? field('n') : usesSp ? sp : noRegister;
  if (row.operands.includes('<Rdn>')) rn = plain('d');
  if (row.operation === 'vmovScalarFromCore') rn = field('d');
  const rm = row.operands.includes('<Rdm>') ? plain('d') : has('m') ? field('m') : noRegister;
  const accumulator = ['a', 'u', 'l'].find(has);
  const ra = accumulator !== undefined ? plain(accumulator) : has('t') && has('d') ? field('d') : noRegister;
  return (rd | (rn << 8) | (rm << 16) | (ra << 24)) >>> 0;
}
