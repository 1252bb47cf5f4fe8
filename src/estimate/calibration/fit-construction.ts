import type { MemoryGroup } from '../../build/memory-groups.ts';
import { NormalEquations, solveNonNegative } from './least-squares.ts';
import type { ModelSample } from './sample.ts';
import { sumOfGroups } from './sum-of-groups.ts';
import { type LinkedModel, symbolGroups } from './symbol-groups.ts';

/** What putting a model together takes: at all, and for each call of a constructor. */
export interface FittedConstruction {
  readonly fixed: { readonly heapBytes: number; readonly stackBytes: number };
  readonly calls: ReadonlyMap<string, CallBytes>;
}

/** Code of the call, what the constructor allocates beside activations, and room for arguments on the stack. */
export interface CallBytes {
  readonly flashBytes: number;
  readonly heapBytes: number;
  readonly stackBytes: number;
}

const callsOf = ({ construction }: ModelSample): Readonly<Record<string, number>> => construction?.calls ?? {};

const partsOf = (model: ModelSample): string[] => Object.keys(callsOf(model));

/**
 * What an image has in flash beside what the weights.h itself defines, which is known of every model. Static functions of
 * one name are told apart by their size: their order differs from image to image.
 */
function linkedModel(model: ModelSample): LinkedModel {
  const own = new Set(model.construction?.ownSymbols);
  const linked: Record<string, number> = {};
  for (const { name, flashBytes } of model.symbols) {
    const bare = name.replace(/#\d+$/, '');
    if (flashBytes === 0 || own.has(bare)) continue;
    const key = `${bare} ${flashBytes}`;
    linked[key] = (linked[key] ?? 0) + flashBytes;
  }
  return { parts: new Set(partsOf(model)), linked };
}

/**
 * Flash, heap and stack of firmware that puts its model together by calls of constructors. Constants, buffers and
 * activation memory are known of every model, and which constructor brings which code is learned from the images; the
 * rest is a sum over what is called, of whole bytes.
 */
export function fitConstruction(models: readonly ModelSample[]): {
  readonly memory: readonly MemoryGroup[];
  readonly construction: FittedConstruction;
} {
  const names = [...new Set(models.flatMap(partsOf))].sort();
  const called = (model: ModelSample) => names.map((name) => callsOf(model)[name] ?? 0);
  const groups = symbolGroups(models.map(linkedModel));
  const learned = (model: ModelSample) => sumOfGroups(groups, partsOf(model), 'flashBytes');
  const flash = wholeBytes(models, called, (model) => model.flashBytes - model.fileBytes - learned(model));
  const isCalled = (model: ModelSample) => called(model).map((times) => Math.min(1, times));
  const buffers = (model: ModelSample) => model.construction?.bufferBytes ?? 0;
  const ram = wholeBytes(models, isCalled, (model) => model.staticRamBytes - buffers(model));
  const heap = wholeBytes(models, called, (model) => model.heapPeakBytes - model.countedArenaBytes);
  const stack = wholeBytes(models, called, (model) => model.stackPeakBytes);
  return {
    memory: [
      ...groups,
      { ops: [], flashBytes: flash.fixed, ramBytes: ram.fixed },
      ...names.map((name, at) => ({ ops: [name], flashBytes: 0, ramBytes: ram.each[at]! })),
    ].filter(({ flashBytes, ramBytes }) => flashBytes + ramBytes > 0),
    construction: {
      fixed: { heapBytes: heap.fixed, stackBytes: stack.fixed },
      calls: new Map(
        names.map((name, at) => [
          name,
          { flashBytes: flash.each[at]!, heapBytes: heap.each[at]!, stackBytes: stack.each[at]! },
        ]),
      ),
    },
  };
}

/** Whole bytes: what is always there, and what each feature adds. */
function wholeBytes(
  models: readonly ModelSample[],
  features: (model: ModelSample) => readonly number[],
  bytesOf: (model: ModelSample) => number,
): { readonly fixed: number; readonly each: readonly number[] } {
  const tiny = 1e-10;
  const size = 1 + (models[0] === undefined ? 0 : features(models[0]).length);
  const equations = new NormalEquations(size);
  for (const model of models) {
    equations.observe([1, ...features(model)], bytesOf(model), 1 / Math.max(1, bytesOf(model)));
  }
  const prior = { costs: new Float64Array(size), stiffness: new Float64Array(size).fill(tiny) };
  const [fixed = 0, ...each] = solveNonNegative(equations, prior);
  return { fixed: Math.round(fixed), each: each.map(Math.round) };
}

/** What a model's calls take together. */
export function callBytes({ fixed, calls }: FittedConstruction, times: Readonly<Record<string, number>>): CallBytes {
  const sum = (kind: keyof CallBytes): number =>
    Object.entries(times).reduce((total, [name, count]) => total + count * (calls.get(name)?.[kind] ?? 0), 0);
  return {
    flashBytes: sum('flashBytes'),
    heapBytes: fixed.heapBytes + sum('heapBytes'),
    stackBytes: fixed.stackBytes + sum('stackBytes'),
  };
}
