import { ModelError } from '../errors.ts';

/** A word, number, text or sign of C, and the line it stands on. */
export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign' | 'directive';
  readonly text: string;
  readonly line: number;
}

/**
 * White space and comments; a preprocessor directive with its continuation lines; a string; a number; a word; a sign.
 * An unfinished comment or string matches none of them.
 */
const pattern =
  /(\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(#(?:\\\r?\n|[^\n])*)|("(?:\\.|[^"\\\n])*")|((?:\d|\.\d)(?:[\w.]|[eE][+-])*)|([A-Za-z_]\w*)|(\/(?!\*)|[-+*%&|^~!<>=?:;,.(){}[\]])/y;

const kinds = ['directive', 'text', 'number', 'word', 'sign'] as const;

/**
 * Cuts C text into tokens; comments and white space are dropped, a directive is one token.
 * @param line number of the first line
 * @throws ModelError with the line, at a character C does not have or text that does not end
 */
export function tokenize(source: string, name: string, line = 1): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) throw unreadable(source, at, name, line);
    const [text, blank] = match;
    const group = match.findIndex((part, index) => index >= 2 && part !== undefined);
    if (blank === undefined) tokens.push({ kind: kinds[group - 2]!, text, line });
    line += countLines(text);
    at += text.length;
  }
  return tokens;
}

const countLines = (text: string): number => text.split('\n').length - 1;

function unreadable(source: string, at: number, name: string, line: number): ModelError {
  const start = source.slice(at, at + 2);
  const what = start === '/*' ? 'this comment does not end' : `'${start[0]}' begins nothing that C has`;
  return nnomError(name, line, what, 'The file looks cut off or edited: export weights.h again.');
}

/** An error at a line of a weights.h. */
export function nnomError(name: string, line: number, what: string, advice: string): ModelError {
  return new ModelError({ where: `${name}, line ${line}`, what, advice });
}
