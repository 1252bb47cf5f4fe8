import type { FunctionBody } from '../function-body.ts';
import type { WasmModule } from '../module.ts';
import { openFunctions } from '../open-functions.ts';
import { traceValues } from './trace-values.ts';
import { type FunctionValues, type Value, type ValueGraph, ValueList } from './value.ts';

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
