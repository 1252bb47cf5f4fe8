import type { InstructionRow } from './types.ts';

/** One run of equal bits of a field: `width` bits at `shift` of the encoding, placed at `to` of the field's value. */
export interface FieldPart {
  readonly shift: number;
  readonly width: number;
  readonly to: number;
}

/** A row's pattern as numbers. 32-bit encodings hold the first halfword in the upper half. */
export interface Pattern {
  readonly bits: 16 | 32;
  readonly mask: number;
  readonly value: number;
  readonly fields: ReadonlyMap<string, readonly FieldPart[]>;
}

/** Returns the pattern of a row as mask, value and fields; throws when it has neither 16 nor 32 bits. */
export function parsePattern(row: InstructionRow): Pattern {
  const text = row.pattern.replace(/[ |]/g, '');
  if (text.length !== 16 && text.length !== 32) throw new Error(`${row.id}: ${text.length} bits in its pattern`);
  let mask = 0;
  let value = 0;
  const positions = new Map<string, number[]>();
  [...text].forEach((letter, index) => {
    const bit = text.length - 1 - index;
    if (letter === '0' || letter === '1') {
      mask = (mask | (1 << bit)) >>> 0;
      if (letter === '1') value = (value | (1 << bit)) >>> 0;
    } else {
      positions.set(letter, [bit, ...(positions.get(letter) ?? [])]);
    }
  });
  const fields = new Map([...positions].map(([letter, bits]) => [letter, fieldParts(bits)]));
  return { bits: text.length, mask, value, fields };
}

/** Groups ascending bit positions into runs. */
function fieldParts(bits: readonly number[]): FieldPart[] {
  const parts: FieldPart[] = [];
  bits.forEach((bit, to) => {
    const last = parts.at(-1);
    if (last !== undefined && last.shift + last.width === bit) {
      parts[parts.length - 1] = { ...last, width: last.width + 1 };
    } else {
      parts.push({ shift: bit, width: 1, to });
    }
  });
  return parts;
}

export type Fields = Readonly<Record<string, number>>;

/** Returns the fields of an encoding that matches `pattern`. */
export function extractFields(pattern: Pattern, encoding: number): Fields {
  return Object.fromEntries(
    [...pattern.fields].map(([letter, parts]) => [
      letter,
      parts.reduce((sum, { shift, width, to }) => sum | (((encoding >>> shift) & ((1 << width) - 1)) << to), 0),
    ]),
  );
}

function bitCount(value: number): number {
  return value === 0 ? 0 : (value & 1) + bitCount(value >>> 1);
}

function registerList(f: Fields): number {
  return (f.r ?? 0) | ((f.M ?? 0) << 14) | ((f.P ?? 0) << 15);
}

/** Names a `where` term may use besides the letters of the pattern. */
export const derivedFields: Readonly<Record<string, (fields: Fields) => number>> = {
  /** How many core registers are in the list. */
  list: (f) => bitCount(registerList(f)),
  /** 1 when the base is written back and is in the list. */
  inList: (f) => (f.W ?? 0) & (registerList(f) >>> (f.n ?? 0)) & 1,
  /** Instructions of an IT block whose condition is AL: "else" is not allowed there. 0 for other conditions. */
  itAlways: (f) => (f.c === 14 ? bitCount(f.x ?? 0) : 0),
  /** Interrupt flags named by CPS. */
  flags: (f) => (f.p ?? 0) | (f.f ?? 0),
  /** Fraction bits of a 16-bit fixed-point operand. */
  fraction: (f) => 16 - (((f.j ?? 0) << 1) | (f.i ?? 0)),
  /** One past the last single-precision or double-precision register of a list. */
  lastSingle: (f) => (((f.d ?? 0) << 1) | (f.D ?? 0)) + (f.i ?? 0),
  lastDouble: (f) => (f.d ?? 0) + ((f.i ?? 0) >>> 1),
  /** Number of the single-precision register m : M. */
  m1: (f) => ((f.m ?? 0) << 1) | (f.M ?? 0),
};

export interface WhereTerm {
  readonly left: string;
  readonly operator: '==' | '!=' | '<' | '<=' | '>=';
  readonly right: string;
}

/** Returns the terms of a `where`; throws on one that does not parse. */
export function parseWhere(row: InstructionRow): readonly WhereTerm[] {
  return (row.where ?? '')
    .split(' ')
    .filter((term) => term !== '')
    .map((term) => {
      const match = /^(\w+)(==|!=|<=|>=|<)(\w+)$/.exec(term);
      if (match === null) throw new Error(`${row.id}: cannot read the condition "${term}"`);
      return { left: match[1]!, operator: match[2] as WhereTerm['operator'], right: match[3]! };
    });
}

const comparisons: Readonly<Record<WhereTerm['operator'], (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** Tells whether the fields of an encoding satisfy every term of the row's `where`. */
export function accepts(row: InstructionRow, fields: Fields): boolean {
  const valueOf = (name: string): number => {
    if (/^\d+$/.test(name)) return Number(name);
    const value = name in fields ? fields[name] : derivedFields[name]?.(fields);
    if (value === undefined) throw new Error(`${row.id}: unknown field "${name}" in its conditions`);
    return value;
  };
  return parseWhere(row).every(({ left, operator, right }) => comparisons[operator](valueOf(left), valueOf(right)));
}

/** Tells whether the halfword starts a 32-bit instruction (section A5.1). */
export function isWide(firstHalfword: number): boolean {
  return firstHalfword >>> 11 >= 0b11101;
}

export interface Match {
  readonly row: InstructionRow;
  readonly pattern: Pattern;
  readonly fields: Fields;
}

/** Returns a function that finds the row of an encoding: first halfword in the upper half when it is wide. */
export function makeMatcher(table: readonly InstructionRow[]): (encoding: number, wide: boolean) => Match | undefined {
  const candidates = orderBySpecificity(table);
  return (encoding, wide) => {
    for (const { row, pattern } of candidates) {
      if ((pattern.bits === 32) !== wide || (encoding & pattern.mask) >>> 0 !== pattern.value) continue;
      const fields = extractFields(pattern, encoding);
      if (accepts(row, fields)) return { row, pattern, fields };
    }
    return undefined;
  };
}

/** Returns the rows with their patterns, those with more fixed bits first: the order in which a decoder tries them. */
export function orderBySpecificity(
  table: readonly InstructionRow[],
): readonly { readonly row: InstructionRow; readonly pattern: Pattern }[] {
  const fixedBits = (mask: number) => bitCount(mask >>> 16) + bitCount(mask & 0xffff);
  return table
    .map((row) => ({ row, pattern: parsePattern(row) }))
    .sort((a, b) => fixedBits(b.pattern.mask) - fixedBits(a.pattern.mask));
}
