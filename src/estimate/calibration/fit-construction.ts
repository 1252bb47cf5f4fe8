import type { MemoryGroup } from '../../build/memory-groups.ts';
import type { FittedConstruction } from '../built-bytes.ts';
import { sumOfGroups } from '../sum-of-groups.ts';
import { fitStack } from './fit-stack.ts';
import { type LinkedImage, learnGroups } from './learn-groups.ts';
import type { ModelSample } from './sample.ts';
import { wholeBytes } from './whole-bytes.ts';

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
