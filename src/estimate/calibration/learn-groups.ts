import type { MemoryGroup } from '../../build/memory-groups.ts';
import type { ModelSample } from './sample.ts';

/** Operators and functions of one image. */
interface Image {
  readonly ops: ReadonlySet<string>;
  readonly symbols: ReadonlyMap<string, ModelSample['symbols'][number]>;
}

/**
 * What operators bring with them, learned from which functions and variables the images of a corpus have: the fewest
 * operators that explain where a symbol is, each of which never comes without it. What all images have is left to be
 * found out otherwise, as is what differs in size from image to image: that is a model, its input or an arena.
 */
export function learnGroups(models: readonly ModelSample[]): MemoryGroup[] {
  const images = models.map(
    ({ layers, symbols }): Image => ({
      ops: new Set(layers.map(({ op }) => op)),
      symbols: new Map(symbols.map((symbol) => [symbol.name, symbol])),
    }),
  );
  const groups = new Map<string, MemoryGroup>();
  for (const name of new Set(images.flatMap(({ symbols }) => [...symbols.keys()]))) {
    const having = images.filter(({ symbols }) => symbols.has(name));
    const sizes = new Set(having.map(({ symbols }) => JSON.stringify(symbols.get(name))));
    if (having.length === images.length || sizes.size > 1) continue;
    const ops = explaining(images, having);
    if (ops.length === 0) continue;
    const { flashBytes, ramBytes } = having[0]!.symbols.get(name)!;
    const group = groups.get(ops.join()) ?? { ops, flashBytes: 0, ramBytes: 0 };
    groups.set(ops.join(), {
      ops,
      flashBytes: group.flashBytes + flashBytes,
      ramBytes: group.ramBytes + ramBytes,
    });
  }
  return withUnnamed(models, [...groups.values()]);
}

/** Again and again the operator that explains most images that are left; several where they explain the same. */
function explaining(images: readonly Image[], having: readonly Image[]): string[] {
  const without = new Set(images.filter((image) => !having.includes(image)).flatMap(({ ops }) => [...ops]));
  const candidates = [...new Set(having.flatMap(({ ops }) => [...ops]))].filter((op) => !without.has(op));
  const chosen = new Set<string>();
  let left = having;
  while (left.length > 0) {
    const explained = candidates.map((op) => left.filter(({ ops }) => ops.has(op)).length);
    const most = Math.max(0, ...explained);
    if (most === 0) break;
    const best = candidates.filter((_, at) => explained[at] === most);
    for (const op of best) chosen.add(op);
    left = left.filter(({ ops }) => !best.some((op) => ops.has(op)));
  }
  return [...chosen].sort();
}

/** Code comes with strings, unwind tables and padding that have no name: about as much a byte everywhere. */
function withUnnamed(models: readonly ModelSample[], groups: readonly MemoryGroup[]): MemoryGroup[] {
  const points = models.map((model) => {
    const used = new Set(model.layers.map(({ op }) => op));
    const named = groups.filter(({ ops }) => ops.some((op) => used.has(op)));
    return [named.reduce((sum, { flashBytes }) => sum + flashBytes, 0), model.flashBytes - model.fileBytes] as const;
  });
  const perByte = Math.max(1, slopeOf(points));
  return groups.map((group) => ({ ...group, flashBytes: Math.round(group.flashBytes * perByte) }));
}

/** Of the straight line through points, by least squares; 0 where they have one place. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const square = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const product = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return square === 0 ? 0 : product / square;
}
