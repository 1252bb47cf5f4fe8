import type { Layer, Stack } from '../../../scripts/corpus/stacks.ts';

/** A small network whose shape is drawn from a seed: of the corpus's kinds of layers, and in none of its shapes. */
export function randomStack(seed: number): Stack {
  const random = generator(seed);
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const pick = <Value>(values: readonly Value[]): Value => values[between(0, values.length - 1)]!;
  const size = between(9, 15);
  const layers: Layer[] = [];
  for (let block = between(1, 2); block > 0; block--) {
    const filter = pick([1, 3, 3, 5]);
    layers.push({ kind: 'conv', filter: [filter, filter], channels: between(3, 14), stride: pick([1, 1, 2]) });
    if (random() < 0.5) layers.push({ kind: 'depthwise', filter: [3, 3], stride: 1 });
  }
  layers.push({ kind: pick(['maxPool', 'averagePool']), size: [2, 2] });
  layers.push({ kind: 'dense', units: between(5, 40) }, { kind: 'dense', units: between(2, 12) }, { kind: 'softmax' });
  return { name: `unseen-${seed}`, input: [size, size + between(-2, 2), between(1, 4)], layers };
}

/** 0..1: a linear congruential generator (Numerical Recipes, section 7.1). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
