import { nnomError, type Token, tokenize } from './tokens.ts';

/** What a name stands for, as tokens. */
export type Macros = ReadonlyMap<string, readonly Token[]>;

export interface Preprocessed {
  readonly macros: Macros;
  /** Everything that is not a directive. */
  readonly tokens: readonly Token[];
  /** Conditions under which the converter says the file is of no use: the compiler stops there. */
  readonly refusals: readonly {
    readonly condition: readonly Token[];
    readonly message: string;
    readonly line: number;
  }[];
}

/**
 * Splits the directives of a weights.h from the rest. `#if CONDITION`, `#error MESSAGE`, `#endif` becomes a refusal;
 * include guards and `#include` mean nothing here.
 * @throws ModelError with the line of a directive that no converter writes
 */
export function preprocess(all: readonly Token[], name: string): Preprocessed {
  const macros = new Map<string, readonly Token[]>();
  const refusals: { condition: readonly Token[]; message: string; line: number }[] = [];
  const conditions: { tokens: readonly Token[]; line: number }[] = [];
  for (const { kind, text, line } of all) {
    if (kind !== 'directive') continue;
    const [, word = '', rest = ''] = /^#\s*(\w*)\s*([\s\S]*)$/.exec(text) ?? [];
    if (word === 'define') define(macros, rest, name, line);
    else if (word === 'if') conditions.push({ tokens: tokenize(rest, name, line), line });
    else if (word === 'ifndef' || word === 'ifdef') conditions.push({ tokens: [], line });
    else if (word === 'error')
      refusals.push({ condition: conditions.at(-1)?.tokens ?? [], message: rest.trim(), line });
    else if (word === 'endif') conditions.pop();
    else if (word !== 'include' && word !== 'pragma') throw unknownDirective(name, line, text);
  }
  const open = conditions.at(-1);
  if (open !== undefined) throw nnomError(name, open.line, 'this #if has no #endif', cutOff);
  return { macros, tokens: all.filter(({ kind }) => kind !== 'directive'), refusals };
}

/** Advice for a file that stops too early. */
export const cutOff = 'The file looks cut off: export weights.h again.';

function define(macros: Map<string, readonly Token[]>, text: string, name: string, line: number): void {
  const [, macro, rest = ''] = /^([A-Za-z_]\w*)([\s\S]*)$/.exec(text.replace(/\\\r?\n/g, ' \n')) ?? [];
  if (macro === undefined) throw nnomError(name, line, 'this #define has no name', cutOff);
  if (rest.startsWith('(')) {
    throw nnomError(name, line, `the macro ${macro} takes arguments, which no converter writes`, 'Write it out.');
  }
  macros.set(macro, tokenize(rest, name, line));
}

function unknownDirective(name: string, line: number, text: string) {
  return nnomError(
    name,
    line,
    `the directive '${text.split('\n')[0]!.trim()}' is not one that NNoM's converters write`,
    'Give the file as the converter wrote it.',
  );
}
