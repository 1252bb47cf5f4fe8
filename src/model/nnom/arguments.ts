import type { NnomSource } from './source.ts';
import { nnomError } from './tokens.ts';
import type { Value } from './values.ts';

/** Rows, columns and channels. */
export type Shape = readonly [h: number, w: number, c: number];

/** top, bottom, left, right */
export type Border = readonly [number, number, number, number];

/** Weights, biases and shifts of a layer. */
export interface Weights {
  readonly values: Int8Array;
  readonly bias: Int8Array;
  /** Right shifts of sums: one, or one a channel. */
  readonly outputShifts: readonly number[];
  /** Left shifts of biases. */
  readonly biasShifts: readonly number[];
}

/** Reads the arguments of one constructor call, and the constants they name, with errors that say the line. */
export class ArgumentReader {
  readonly #source: NnomSource;
  readonly #callee: string;
  readonly #args: readonly Value[];
  readonly #line: number;

  constructor(source: NnomSource, callee: string, args: readonly Value[], line: number) {
    this.#source = source;
    this.#callee = callee;
    this.#args = args;
    this.#line = line;
  }

  error(what: string, line = this.#line, advice = 'Export weights.h again, or correct this line.') {
    return nnomError(this.#source.name, line, what, advice);
  }

  /** Fails unless the call has that many arguments. */
  expectCount(count: number): void {
    if (this.#args.length === count) return;
    throw this.error(`${this.#callee}() takes ${count} arguments and is given ${this.#args.length}`);
  }

  integer(position: number): number {
    return this.#integer(this.#args[position], `argument ${position + 1} of ${this.#callee}()`);
  }

  number(position: number): number {
    const value = this.#args[position];
    if (value?.kind === 'number') return value.value;
    throw this.error(`argument ${position + 1} of ${this.#callee}() is not a number`);
  }

  /** `shape(h, w, c)`, `kernel(h, w)`, `stride(h, w)`, `dilation(h, w)`. */
  shape(position: number): Shape {
    const [h = 0, w = 0, c = 1] = this.#callIntegers(position, ['shape', 'kernel', 'stride', 'dilation']);
    if (h > 0 && w > 0 && c > 0) return [h, w, c];
    throw this.error(`argument ${position + 1} of ${this.#callee}() has a size that is not positive`);
  }

  border(position: number): Border {
    const [top = 0, bottom = 0, left = 0, right = 0] = this.#callIntegers(position, ['border']);
    return [top, bottom, left, right];
  }

  #callIntegers(position: number, callees: readonly string[]): number[] {
    const value = this.#args[position];
    if (value?.kind === 'call' && callees.includes(value.callee)) {
      return value.args.map((arg) => this.#integer(arg, `a size in ${value.callee}()`));
    }
    throw this.error(`argument ${position + 1} of ${this.#callee}() is not ${callees.join('(), ')}()`);
  }

  #integer(value: Value | undefined, what: string): number {
    if (value?.kind === 'number' && Number.isInteger(value.value)) return value.value;
    if (value?.kind === 'address' && value.of !== '') {
      throw this.error(`${value.of}, ${what}, is defined nowhere`, value.line);
    }
    throw this.error(`${what} is not a whole number`, value?.line);
  }

  /** Bytes of the buffer an argument names: `nnom_input_data`. */
  buffer(position: number): { readonly name: string; readonly bytes: number } {
    return this.#bufferOf(this.#args[position]);
  }

  #bufferOf(value: Value | undefined): { readonly name: string; readonly bytes: number } {
    const definition = this.#definition(value, 'the buffer');
    const bytes = definition.length ?? 0;
    if (definition.isArray && bytes > 0) return { name: definition.name, bytes };
    throw this.error(`${definition.name} is not a buffer with a length`, definition.line);
  }

  #definition(value: Value | undefined, what: string) {
    const name = value?.kind === 'address' ? value.of : '';
    const definition = this.#source.definitions.get(name);
    if (definition !== undefined) return definition;
    throw this.error(name === '' ? `${what} is missing` : `${name}, ${what}, is defined nowhere`, value?.line);
  }

  /** Weights and biases of the classic API: `&dense_w, &dense_b`. */
  classicWeights(weightPosition: number, biasPosition: number): Weights {
    const weight = this.#pointerAndShift(weightPosition, 'the weights');
    const bias = this.#pointerAndShift(biasPosition, 'the biases');
    return {
      values: weight.values,
      bias: bias.values,
      outputShifts: [weight.shift],
      biasShifts: [bias.shift],
    };
  }

  #pointerAndShift(position: number, what: string): { values: Int8Array; shift: number } {
    const struct = this.#definition(this.#args[position], what);
    const [pointer, shift] = struct.value?.kind === 'list' ? struct.value.elements : [];
    const number = this.#integer(shift, `the shift of ${struct.name}`);
    if (number < 0 || number > 31) throw this.error(`the shift of ${struct.name} is ${number}`, struct.line);
    return { values: this.#bytes(pointer, what), shift: number };
  }

  #bytes(value: Value | undefined, what: string): Int8Array {
    const definition = this.#definition(value, what);
    return Int8Array.from(this.#integers(definition.value, definition.name, definition.line, -128, 127));
  }

  #integers(value: Value | undefined, name: string, line: number, min: number, max: number): number[] {
    if (value?.kind === 'number') return [value.value];
    if (value?.kind !== 'list') throw this.error(`${name} has no list of values`, line);
    return value.elements.map((element, index) => {
      const number = this.#integer(element, `${name}[${index}]`);
      if (number >= min && number <= max) return number;
      throw this.error(`${name}[${index}] is ${number}, and int8 holds ${min} to ${max}`, element.line);
    });
  }

  /** Decimal bits of the input of the classic API, which has them in a macro only; 7 where there is none. */
  inputDecimalBits(): number {
    return this.#source.inputDecimalBits ?? 7;
  }

  // ---- configuration structs

  /** The struct a `*_s` constructor is given. */
  config(): ReadonlyMap<string, Value> {
    const definition = this.#definition(this.#args[0], `the configuration of ${this.#callee}()`);
    if (definition.value?.kind === 'fields') return definition.value.fields;
    throw this.error(`${definition.name} has no fields`, definition.line);
  }

  fieldInteger(field: string): number {
    return this.#integer(this.config().get(field), `.${field}`);
  }

  /** A small array such as `.kernel_size = {3, 3}`. */
  fieldIntegers(field: string): number[] {
    const value = this.config().get(field);
    return this.#integers(value, `.${field}`, value?.line ?? this.#line, -32768, 65535);
  }

  /** The tensor struct `.tensor`, `.weight` or `.bias` points to: shape, data, decimal bits. */
  #tensor(field: string) {
    const definition = this.#definition(this.config().get(field), `.${field}`);
    if (definition.value?.kind !== 'fields') throw this.error(`${definition.name} has no fields`, definition.line);
    const { fields } = definition.value;
    const array = (key: string) => {
      const found = this.#definition(fields.get(key), `.${key} of ${definition.name}`);
      return this.#integers(found.value, found.name, found.line, -32768, 65535);
    };
    return { dims: array('dim'), decimalBits: array('q_dec'), data: fields.get('p_data') };
  }

  /** Buffer, shape and decimal bits of an input or output. */
  ioTensor(): { buffer: { name: string; bytes: number }; dims: readonly number[]; decimalBits: number } {
    const { dims, decimalBits, data } = this.#tensor('tensor');
    return { buffer: this.#bufferOf(data), dims, decimalBits: decimalBits[0] ?? 7 };
  }

  /** Weights of a configuration struct, with the dimensions of their tensor. */
  configWeights(): { weights: Weights; dims: readonly number[]; decimalBits: readonly number[] } {
    const weight = this.#tensor('weight');
    const shifts = (field: string) => {
      const found = this.#definition(this.config().get(field), `.${field}`);
      return this.#integers(found.value, found.name, found.line, 0, 31);
    };
    return {
      weights: {
        values: this.#bytes(weight.data, 'the weights'),
        bias: this.#bytes(this.#tensor('bias').data, 'the biases'),
        outputShifts: shifts('output_shift'),
        biasShifts: shifts('bias_shift'),
      },
      dims: weight.dims,
      decimalBits: weight.decimalBits,
    };
  }
}
