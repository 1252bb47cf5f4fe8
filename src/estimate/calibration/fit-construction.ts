import type { MemoryGroup } from '../../build/memory-groups.ts';
import { fitStack } from './fit-stack.ts';
import { type LinkedImage, learnGroups } from './learn-groups.ts';
import type { ModelSample } from './sample.ts';
import { sumOfGroups } from './sum-of-groups.ts';
import { wholeBytes } from './whole-bytes.ts';

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
  /** Stack of the deepest function of such a layer: of a model's layers only one is the deepest. */
  readonly deepestBytes: number;
}

/** What a model's calls take together. */
export type BuiltBytes = Omit<CallBytes, 'deepestBytes'>;

const callsOf = ({ construction }: ModelSample): Readonly<Record<string, number>> => construction?.calls ?? {};

const partsOf = (model: ModelSample): string[] => Object.keys(callsOf(model));

/** What an image has in flash beside what the weights.h itself defines, which is known of every model. */
function linkedImage(model: ModelSample): LinkedImage {
  const own = new Set(model.construction?.ownSymbols);
  const symbols = model.symbols.filter(({ name, flashBytes }) => flashBytes > 0 && !own.has(name.replace(/#\d+$/, '')));
  return { parts: new Set(partsOf(model)), symbols: symbols.map((symbol) => ({ ...symbol, ramBytes: 0 })) };
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
  const groups = learnGroups(models.map(linkedImage));
  const learned = (model: ModelSample) => sumOfGroups(groups, partsOf(model), 'flashBytes');
  const bytesBy = (features: (model: ModelSample) => number[], bytesOf: (model: ModelSample) => number) =>
    wholeBytes(models.map((model) => ({ features: features(model), bytes: bytesOf(model), ofBytes: bytesOf(model) })));
  const flash = bytesBy(called, (model) => model.flashBytes - model.fileBytes - learned(model));
  const isCalled = (model: ModelSample) => called(model).map((times) => Math.min(1, times));
  const buffers = (model: ModelSample) => model.construction?.bufferBytes ?? 0;
  const ram = bytesBy(isCalled, (model) => model.staticRamBytes - buffers(model));
  const heap = bytesBy(called, (model) => model.heapPeakBytes - model.countedArenaBytes);
  const stack = fitStack(models.map((model) => ({ calls: called(model), stackBytes: model.stackPeakBytes })));
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
          {
            flashBytes: flash.each[at]!,
            heapBytes: heap.each[at]!,
            stackBytes: stack.each[at]!,
            deepestBytes: stack.deepest[at]!,
          },
        ]),
      ),
    },
  };
}

/** Sums up a model's calls. */
export function callBytes({ fixed, calls }: FittedConstruction, times: Readonly<Record<string, number>>): BuiltBytes {
  const made = Object.entries(times).flatMap(([name, count]) => {
    const bytes = calls.get(name);
    return bytes === undefined ? [] : [{ ...bytes, count }];
  });
  const sum = (kind: keyof BuiltBytes): number => made.reduce((total, call) => total + call.count * call[kind], 0);
  const deepest = Math.max(0, ...made.map(({ deepestBytes }) => deepestBytes));
  return {
    flashBytes: sum('flashBytes'),
    heapBytes: fixed.heapBytes + sum('heapBytes'),
    stackBytes: fixed.stackBytes + sum('stackBytes') + deepest,
  };
}
