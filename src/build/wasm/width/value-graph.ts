import type { FunctionBody } from '../function-body.ts';
import type { WasmModule } from '../module.ts';
import { openFunctions } from '../open-functions.ts';
import { traceValues } from './trace-values.ts';

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

/**
 * The values of a whole module: a parameter is what its function is called with.
 * @throws BuildError `broken-prebuilt` when the module's table is not filled by constants
 */
export function valueGraph(module: WasmModule, bodies: readonly FunctionBody[]): ValueGraph {
  const list = new ValueList();
  const open = openFunctions(module);
  const imported = module.importedFunctions.length;
  const functions = module.functionTypes.map((type, index): FunctionValues => {
    const isOpen = open.has(imported + index);
    const fromOutside = (): number[] => (isOpen ? [list.add({ kind: 'outside' })] : []);
    const parameters = module.types[type]!.parameters.map(() => list.add({ kind: 'merge', operands: fromOutside() }));
    const result = list.add({ kind: 'merge' });
    if (isOpen) list.add({ kind: 'outside', operands: [result] });
    return { parameters, result };
  });
  const operationAt = bodies.map((body, index) => traceValues({ module, functions, list, index, body }));
  dropUnused(list.values);
  return { values: list.values, operationAt };
}

/** Where ways meet a local may be any of two values that have nothing to do with each other, and is not used again. */
function dropUnused(values: readonly Value[]): void {
  const used = new Set<number>();
  const open = values.flatMap(({ kind, operands }) => (kind === 'merge' ? [] : operands));
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (used.has(value)) continue;
    used.add(value);
    if (values[value]!.kind === 'merge') open.push(...values[value]!.operands);
  }
  for (const [number, value] of values.entries()) {
    if (value.kind === 'merge' && !used.has(number)) value.operands.length = 0;
  }
}
