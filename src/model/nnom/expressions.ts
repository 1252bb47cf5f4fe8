import { cutOff, type Macros } from './preprocess.ts';
import { nnomError, type Token } from './tokens.ts';
import type { Value } from './values.ts';

/** Names that stand for numbers in NNoM's headers. */
const enumerators: Readonly<Record<string, number>> = {
  PADDING_VALID: 0,
  PADDING_SAME: 1,
  NNOM_QTYPE_PER_TENSOR: 0,
  NNOM_QTYPE_PER_AXIS: 1,
};

/** How deep braces, calls and macros may go: far deeper than any converter writes. */
const maxDepth = 50;

/** Reads tokens one after the other, and the values of C expressions among them. */
export class TokenReader {
  readonly name: string;
  readonly macros: Macros;
  readonly #tokens: readonly Token[];
  #depth: number;
  #at = 0;

  constructor(tokens: readonly Token[], macros: Macros, name: string, depth = 0) {
    this.#tokens = tokens;
    this.macros = macros;
    this.name = name;
    this.#depth = depth;
    if (depth > maxDepth)
      throw nnomError(name, tokens[0]?.line ?? 1, 'this goes too deep', 'Does a macro name itself?');
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  get line(): number {
    return (this.#tokens[this.#at] ?? this.#tokens.at(-1))?.line ?? 1;
  }

  /** The next token's text without taking it; empty at the end. */
  peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead]?.text ?? '';
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw nnomError(this.name, this.line, 'the file ends in the middle of this', cutOff);
    this.#at += 1;
    return token;
  }

  /** Takes the next token if it is `text`. */
  take(text: string): boolean {
    if (this.peek() !== text) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    const token = this.next();
    if (token.text === text) return;
    throw nnomError(this.name, token.line, `'${text}' was expected and '${token.text}' stands here`, cutOff);
  }

  word(): string {
    const token = this.next();
    if (token.kind === 'word') return token.text;
    throw nnomError(this.name, token.line, `a name was expected and '${token.text}' stands here`, cutOff);
  }

  /** Takes tokens up to and with the closing sign that belongs to an opening one already taken. */
  skipTo(open: string, close: string): void {
    for (let depth = 1; depth > 0; ) {
      const { text } = this.next();
      if (text === open) depth += 1;
      else if (text === close) depth -= 1;
    }
  }

  /** A sum of products: numbers alone can be computed with. */
  value(): Value {
    this.#descend();
    const value = this.#sum();
    this.#depth -= 1;
    return value;
  }

  #sum(): Value {
    let left = this.#product();
    for (;;) {
      const { line } = this;
      if (this.take('+')) left = this.#compute(left, this.#product(), line, (a, b) => a + b);
      else if (this.take('-')) left = this.#compute(left, this.#product(), line, (a, b) => a - b);
      else return left;
    }
  }

  #product(): Value {
    let left = this.#operand();
    for (;;) {
      const { line } = this;
      if (this.take('*')) left = this.#compute(left, this.#operand(), line, (a, b) => a * b);
      else return left;
    }
  }

  #compute(a: Value, b: Value, line: number, operation: (a: number, b: number) => number): Value {
    if (a.kind === 'number' && b.kind === 'number') return { kind: 'number', value: operation(a.value, b.value), line };
    throw nnomError(this.name, line, 'this computes with something that is not a number', 'Is a macro missing?');
  }

  /** An operand one level deeper. */
  #nested(): Value {
    this.#descend();
    const value = this.#operand();
    this.#depth -= 1;
    return value;
  }

  #descend(): void {
    this.#depth += 1;
    if (this.#depth > maxDepth)
      throw nnomError(this.name, this.line, 'this goes too deep', 'Does a macro name itself?');
  }

  #operand(): Value {
    const { line } = this;
    if (this.take('-'))
      return this.#compute({ kind: 'number', value: -1, line }, this.#nested(), line, (a, b) => a * b);
    if (this.take('&')) return this.#address(line);
    if (this.take('{')) return this.#braces(line);
    if (this.take('(')) return this.#parentheses();
    const token = this.next();
    if (token.kind === 'number') return { kind: 'number', value: this.#number(token), line };
    if (token.kind === 'text') return { kind: 'text', text: token.text.slice(1, -1), line };
    if (token.kind === 'word') return this.#named(token);
    throw nnomError(this.name, line, `a value was expected and '${token.text}' stands here`, cutOff);
  }

  #address(line: number): Value {
    const of = this.word();
    return { kind: 'address', of, line };
  }

  #number({ text, line }: Token): number {
    const plain = Number(text);
    const value = Number.isFinite(plain) ? plain : Number(text.replace(/[uUlLfF]+$/, ''));
    if (Number.isFinite(value)) return value;
    throw nnomError(this.name, line, `'${text}' is not a number`, cutOff);
  }

  /** A cast, which changes nothing here, or an expression in parentheses. */
  #parentheses(): Value {
    if (/^(const|void|nnom_\w+_t|u?int\d+_t|float)$/.test(this.peek())) {
      this.skipTo('(', ')');
      return this.#nested();
    }
    const inside = this.value();
    this.expect(')');
    return inside;
  }

  #named({ text, line }: Token): Value {
    if (this.take('(')) return { kind: 'call', callee: text, args: this.#list(')'), line };
    const macro = this.macros.get(text);
    if (macro !== undefined) return this.#macro(macro, text, line);
    if (Object.hasOwn(enumerators, text)) return { kind: 'number', value: enumerators[text]!, line };
    // `layer[3]` as an argument.
    if (this.take('[')) {
      const args = [this.value()];
      this.expect(']');
      return { kind: 'call', callee: text, args, line };
    }
    return { kind: 'address', of: text === 'NULL' ? '' : text, line };
  }

  #macro(tokens: readonly Token[], name: string, line: number): Value {
    if (tokens.length === 0) throw nnomError(this.name, line, `the macro ${name} is empty`, cutOff);
    const reader = new TokenReader(tokens, this.macros, this.name, this.#depth + 1);
    const value = reader.value();
    if (reader.isAtEnd) return value;
    throw nnomError(this.name, reader.line, `'${reader.peek()}' in the macro ${name} is not understood`, cutOff);
  }

  #braces(line: number): Value {
    if (this.peek() !== '.') return { kind: 'list', elements: this.#list('}'), line };
    const fields = new Map<string, Value>();
    while (!this.take('}')) {
      this.expect('.');
      const field = this.word();
      this.expect('=');
      fields.set(field, this.value());
      if (!this.take(',') && this.peek() !== '}') this.expect('}');
    }
    return { kind: 'fields', fields, line };
  }

  /** Values with commas between them; one may follow the last. */
  #list(close: string): Value[] {
    const values: Value[] = [];
    while (!this.take(close)) {
      values.push(this.value());
      if (!this.take(',') && this.peek() !== close) this.expect(close);
    }
    return values;
  }
}
