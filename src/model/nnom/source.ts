import { TokenReader } from './expressions.ts';
import { cutOff, type Macros, preprocess } from './preprocess.ts';
import { nnomError, tokenize } from './tokens.ts';
import type { Value } from './values.ts';

/** A constant or buffer of a weights.h. */
export interface Definition {
  readonly name: string;
  /** C type of the object or of its elements: `int8_t`, `nnom_weight_t`. */
  readonly type: string;
  readonly isConst: boolean;
  /** Elements as declared between the brackets; undefined for a single object or empty brackets. */
  readonly length: number | undefined;
  readonly isArray: boolean;
  readonly value: Value | undefined;
  readonly line: number;
}

/** One `layer[target] = ...` of the function that creates the model. */
export interface Step {
  readonly target: number;
  /** `create`: a layer without input; `hook`: fed by one layer; `merge`: by several; `active`: an activation behind one. */
  readonly verb: 'create' | 'hook' | 'merge' | 'active';
  readonly callee: string;
  readonly args: readonly Value[];
  readonly inputs: readonly number[];
  readonly line: number;
}

/** A weights.h, read but not yet understood as a network. */
export interface NnomSource {
  readonly name: string;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly steps: readonly Step[];
  /** Line of `model_compile`. */
  readonly compileLine: number;
  /** Decimal bits of the input, where the converter has left its macro for them: `INPUT_1_OUTPUT_SHIFT`. */
  readonly inputDecimalBits: number | undefined;
}

const creator = 'nnom_model_create';

/** Whether text is a weights.h of NNoM: it includes nnom.h, or creates a model. */
export function isNnomText(text: string): boolean {
  return /#\s*include\s*"nnom\.h"/.test(text) || text.includes(creator);
}

/**
 * Reads a weights.h: its constants and the steps that put the model together.
 * @throws ModelError with the line of what is missing, cut off or not understood
 */
export function readSource(text: string, name: string): NnomSource {
  const { macros, tokens, refusals } = preprocess(tokenize(text, name), name);
  for (const { condition, message, line } of refusals) {
    if (holds(new TokenReader(condition, macros, name))) {
      throw nnomError(name, line, `the converter says: ${message}`, 'Convert the model again with other formats.');
    }
  }
  const reader = new TokenReader(tokens, macros, name);
  const definitions = new Map<string, Definition>();
  let body: Pick<NnomSource, 'steps' | 'compileLine'> | undefined;
  while (!reader.isAtEnd) {
    const found = readTopLevel(reader);
    if (found === 'creator') body = readCreator(reader);
    else if (found !== undefined) definitions.set(found.name, found);
  }
  const lastLine = text.trimEnd().split('\n').length;
  if (body === undefined) throw nnomError(name, lastLine, `the file ends without a function ${creator}()`, cutOff);
  return { name, definitions, ...body, inputDecimalBits: inputDecimalBits(macros, name) };
}

function inputDecimalBits(macros: Macros, name: string): number | undefined {
  const [, tokens] = [...macros].find(([macro]) => /^INPUT\w*_OUTPUT_SHIFT$/.test(macro)) ?? [];
  const value = tokens === undefined ? undefined : new TokenReader(tokens, macros, name).value();
  return value?.kind === 'number' ? value.value : undefined;
}

/** `A < B` as converters write it. */
function holds(condition: TokenReader): boolean {
  if (condition.isAtEnd) return false;
  const left = condition.value();
  if (!condition.take('<')) return false;
  const right = condition.value();
  return left.kind === 'number' && right.kind === 'number' && left.value < right.value;
}

/** A definition, or the head of the function that creates the model; undefined for a lone semicolon. */
function readTopLevel(reader: TokenReader): Definition | 'creator' | undefined {
  if (reader.take(';')) return undefined;
  const { line } = reader;
  const words: string[] = [];
  while (!['=', ';', '[', '('].includes(reader.peek())) {
    const { text, kind } = reader.next();
    if (kind === 'word') words.push(text);
    else if (text !== '*') throw nnomError(reader.name, line, `'${text}' is not understood here`, cutOff);
  }
  const name = words.pop() ?? '';
  if (reader.take('(')) {
    reader.skipTo('(', ')');
    if (name === creator && reader.peek() === '{') return 'creator';
    throw nnomError(reader.name, line, `the function ${name}() is not one that NNoM's converters write`, cutOff);
  }
  const type = words.findLast((word) => word !== 'const' && word !== 'static') ?? '';
  return readDefinition(reader, { name, type, isConst: words.includes('const'), line });
}

function readDefinition(reader: TokenReader, head: Pick<Definition, 'name' | 'type' | 'isConst' | 'line'>): Definition {
  const isArray = reader.take('[');
  let length: number | undefined;
  if (isArray && !reader.take(']')) {
    const size = reader.value();
    if (size.kind !== 'number') throw nnomError(reader.name, size.line, 'this length is not a number', cutOff);
    length = size.value;
    reader.expect(']');
  }
  const value = reader.take('=') ? reader.value() : undefined;
  reader.expect(';');
  return { ...head, isArray, length, value };
}

/** The body of `nnom_model_create`. */
function readCreator(reader: TokenReader): Pick<NnomSource, 'steps' | 'compileLine'> {
  reader.expect('{');
  const steps: Step[] = [];
  let compileLine: number | undefined;
  while (!reader.take('}')) {
    const { line } = reader;
    if (reader.peek() === 'layer' && reader.peek(1) === '[') steps.push(readStep(reader));
    else if (reader.peek() === 'model_compile') compileLine = line;
    while (!reader.take(';')) reader.next();
  }
  if (compileLine === undefined) {
    throw nnomError(reader.name, reader.line, `${creator}() never calls model_compile()`, cutOff);
  }
  return { steps, compileLine };
}

/** `layer[1] = model.hook(Dense(...), layer[0])`, up to the semicolon. */
function readStep(reader: TokenReader): Step {
  const { line } = reader;
  const target = layerIndex(reader.value(), reader.name, line);
  reader.expect('=');
  const isMethod = reader.peek() === 'model' && reader.take('model') && reader.take('.');
  const call = reader.value();
  if (call.kind !== 'call') throw nnomError(reader.name, line, 'a layer is made of something that is no call', cutOff);
  if (!isMethod) return { target, verb: 'create', callee: call.callee, args: call.args, inputs: [], line };
  const [made, ...rest] = call.args;
  if (made?.kind !== 'call') throw nnomError(reader.name, line, `model.${call.callee}() is given no layer`, cutOff);
  const verb = Object.hasOwn(verbs, call.callee) ? verbs[call.callee] : undefined;
  if (verb === undefined) {
    throw nnomError(reader.name, line, `model.${call.callee}() is not a method of NNoM's models`, cutOff);
  }
  const inputs = (call.callee === 'mergex' ? rest.slice(1) : rest).map((value) => layerIndex(value, reader.name, line));
  return { target, verb, callee: made.callee, args: made.args, inputs, line };
}

const verbs: Readonly<Record<string, Step['verb'] | undefined>> = {
  hook: 'hook',
  active: 'active',
  merge: 'merge',
  mergex: 'merge',
};

function layerIndex(value: Value, name: string, line: number): number {
  const [index] = value.kind === 'call' && value.callee === 'layer' ? value.args : [];
  if (index?.kind === 'number') return index.value;
  throw nnomError(name, line, 'a layer[...] was expected here', cutOff);
}
