import { ModelError } from '../errors.ts';

/** A word, number, text or sign of C, and the line it stands on. */
export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign' | 'directive';
  readonly text: string;
  readonly line: number;
}

/** White space and comments, dropped. An unfinished comment is none of them. */
const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/** What each kind of token looks like; each begins with a character of its own. An unfinished text is none of them. */
const patterns = {
  number: /(?:\d|\.\d)(?:[\w.]|[eE][+-])*/y,
  sign: /\/(?!\*)|[-+*%&|^~!<>=?:;,.(){}[\]]/y,
  word: /[A-Za-z_]\w*/y,
  /** With its continuation lines. */
  directive: /#(?:\\\r?\n|[^\n])*/y,
  text: /"(?:\\.|[^"\\\n])*"/y,
} as const;

const kinds = Object.keys(patterns) as (keyof typeof patterns)[];

/**
 * Cuts C text into tokens; comments and white space are dropped, a directive is one token.
 * @param line number of the first line
 * @throws ModelError with the line, at a character C does not have or text that does not end
 */
export function tokenize(source: string, name: string, line = 1): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const behindBlank = endOf(blank, source, at);
    if (behindBlank !== undefined) {
      line += countLines(source, at, behindBlank);
      at = behindBlank;
      continue;
    }
    const token = tokenAt(source, at, line);
    if (token === undefined) throw unreadable(source, at, name, line);
    tokens.push(token);
    at += token.text.length;
    if (token.kind === 'directive') line += countLines(token.text, 0, token.text.length);
  }
  return tokens;
}

function tokenAt(source: string, at: number, line: number): Token | undefined {
  for (const kind of kinds) {
    const end = endOf(patterns[kind], source, at);
    if (end !== undefined) return { kind, text: source.slice(at, end), line };
  }
  return undefined;
}

/** Where what a sticky pattern finds at a place ends; a weights.h is a hundred thousand numbers, so no match is made. */
function endOf(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) if (text[at] === '\n') lines += 1;
  return lines;
}

function unreadable(source: string, at: number, name: string, line: number): ModelError {
  const start = source.slice(at, at + 2);
  const what = start === '/*' ? 'this comment does not end' : `'${start[0]}' begins nothing that C has`;
  return nnomError(name, line, what, 'The file looks cut off or edited: export weights.h again.');
}

/** An error at a line of a weights.h. */
export function nnomError(name: string, line: number, what: string, advice: string): ModelError {
  return new ModelError({ where: `${name}, line ${line}`, what, advice });
}
