import type { MemoryGroup } from '../../build/memory-groups.ts';
import type { ModelSample } from './sample.ts';

/**
 * What operators bring with them, learned from which functions and variables the images of a corpus have: one that every
 * image with some operator has came with it. What all images have is left to be found out otherwise, as is what differs
 * in size from image to image: that is a model, its input or an arena.
 */
export function learnGroups(models: readonly ModelSample[]): MemoryGroup[] {
  const images = models.map(({ layers, symbols }) => ({
    ops: new Set(layers.map(({ op }) => op)),
    symbols: new Map(symbols.map((symbol) => [symbol.name, symbol])),
  }));
  const groups = new Map<string, MemoryGroup>();
  for (const name of new Set(images.flatMap(({ symbols }) => [...symbols.keys()]))) {
    const having = images.filter(({ symbols }) => symbols.has(name));
    const sizes = new Set(
      having.map(({ symbols }) => `${symbols.get(name)!.flashBytes} ${symbols.get(name)!.ramBytes}`),
    );
    if (having.length === images.length || sizes.size > 1) continue;
    const without = new Set(images.filter(({ symbols }) => !symbols.has(name)).flatMap(({ ops }) => [...ops]));
    const ops = [...new Set(having.flatMap((image) => [...image.ops]))].filter((op) => !without.has(op)).sort();
    if (ops.length === 0) continue;
    const { flashBytes, ramBytes } = having[0]!.symbols.get(name)!;
    const group = groups.get(ops.join()) ?? { ops, flashBytes: 0, ramBytes: 0 };
    groups.set(ops.join(), {
      ops,
      flashBytes: group.flashBytes + flashBytes,
      ramBytes: group.ramBytes + ramBytes,
    });
  }
  return [...groups.values()];
}
