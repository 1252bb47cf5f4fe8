/**
 * Something that is computed once a time: static single assignment form, over all functions of a module. What is held in
 * a local is the value that was put there.
 */
export interface Value {
  /**
   * `operation`: an instruction, with or without a result; `merge`: one of several values, by the way that was taken, also
   * a parameter by its calls and a result by its returns; `outside`: what callers nobody sees give and take.
   */
  readonly kind: 'constant' | 'operation' | 'merge' | 'outside';
  /** Of an operation. */
  readonly opcode: number;
  /** Of a constant. */
  readonly constant: number;
  /** Numbers of the values it is made of: of an operation in the order of the stack. */
  readonly operands: number[];
  /** Of what a local is at the begin of a loop: values that say whether the loop goes on or is left. */
  readonly conditions: readonly number[];
}

/** A function's values that others know. */
export interface FunctionValues {
  /** Merges of what the calls give. */
  readonly parameters: readonly number[];
  /** A merge of what it returns; a value of no meaning for a function without a result. */
  readonly result: number;
}

export interface ValueGraph {
  readonly values: readonly Value[];
  /** For each function the module defines, by the position of an instruction: its operation. Nowhere else anything. */
  readonly operationAt: readonly ReadonlyMap<number, number>[];
}

/** Collects values; those of an unfinished graph. */
export class ValueList {
  readonly values: Value[] = [];

  add(value: Partial<Value> & Pick<Value, 'kind'>): number {
    this.values.push({ opcode: 0, constant: 0, operands: [], conditions: [], ...value });
    return this.values.length - 1;
  }
}
