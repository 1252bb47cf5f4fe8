import type { MemoryGroup } from '../../build/memory-groups.ts';
import type { LinkedSymbol } from '../../image/linked-symbols.ts';

/** What an image consists of, and the parts of its runtime that its model uses: kinds of layers, or constructors. */
export interface LinkedImage {
  readonly parts: ReadonlySet<string>;
  readonly symbols: readonly LinkedSymbol[];
}

/** A function or variable that images have. */
interface Shared {
  readonly images: readonly LinkedImage[];
  readonly flashBytes: number;
  readonly ramBytes: number;
}

/**
 * Which parts bring which functions and variables, learned from the images of a corpus. A part brings a symbol when no
 * image with the part is without it; of those that do, as few are named as account for all images with the symbol. What
 * all images have is in a group without parts. What no parts account for is in none, nor is what differs in size from
 * image to image: that is a model, its input, an arena, or the function that puts the model together.
 */
export function learnGroups(images: readonly LinkedImage[]): MemoryGroup[] {
  const groups = new Map<string, MemoryGroup>();
  for (const symbol of sharedSymbols(images)) {
    const ops = symbol.images.length === images.length ? [] : owners(images, symbol.images);
    if (ops === undefined) continue;
    const { flashBytes, ramBytes } = groups.get(ops.join()) ?? { flashBytes: 0, ramBytes: 0 };
    groups.set(ops.join(), {
      ops,
      flashBytes: flashBytes + symbol.flashBytes,
      ramBytes: ramBytes + symbol.ramBytes,
    });
  }
  return [...groups.values()];
}

/** A linker that shortens calls makes a function as long as its calls are far: by less than this part. */
const relaxation = 1 / 8;

function sharedSymbols(images: readonly LinkedImage[]): Shared[] {
  const occurrences = new Map<string, { readonly image: LinkedImage; readonly symbol: LinkedSymbol }[]>();
  const isUnique = uniqueNames(images);
  for (const image of images) {
    for (const symbol of image.symbols) {
      const name = keyOf(symbol, isUnique);
      const known = occurrences.get(name);
      if (known === undefined) occurrences.set(name, [{ image, symbol }]);
      else known.push({ image, symbol });
    }
  }
  return [...occurrences.values()].flatMap((all) => {
    const flash = all.map(({ symbol }) => symbol.flashBytes);
    const ram = all.map(({ symbol }) => symbol.ramBytes);
    if (varies(flash) || varies(ram)) return [];
    const having = [...new Set(all.map(({ image }) => image))];
    return [{ images: having, flashBytes: perImage(flash, having), ramBytes: perImage(ram, having) }];
  });
}

const bareName = ({ name }: LinkedSymbol): string => name.replace(/#\d+$/, '');

function uniqueNames(images: readonly LinkedImage[]): (name: string) => boolean {
  const repeated = new Set(images.flatMap(({ symbols }) => symbols.filter(isRepeated).map(bareName)));
  return (name) => !repeated.has(name);
}

const isRepeated = (symbol: LinkedSymbol): boolean => symbol.name !== bareName(symbol);

/** Local functions of one name are told apart by their size: their order differs from image to image. */
function keyOf(symbol: LinkedSymbol, isUnique: (name: string) => boolean): string {
  const name = bareName(symbol);
  return isUnique(name) ? name : `${name} ${symbol.flashBytes} ${symbol.ramBytes}`;
}

const varies = (sizes: readonly number[]): boolean => Math.min(...sizes) < Math.max(...sizes) * (1 - relaxation);

const perImage = (sizes: readonly number[], images: readonly unknown[]): number =>
  Math.round(sizes.reduce((sum, size) => sum + size, 0) / images.length);

/** Undefined when the parts do not account for every image that has the symbol. */
function owners(images: readonly LinkedImage[], having: readonly LinkedImage[]): string[] | undefined {
  const carriers = new Set(having);
  const without = new Set(images.filter((image) => !carriers.has(image)).flatMap(({ parts }) => [...parts]));
  const candidates = [...new Set(having.flatMap(({ parts }) => [...parts]))].filter((part) => !without.has(part));
  const chosen: string[] = [];
  let open = having;
  while (open.length > 0) {
    const covered = candidates.map((part) => open.filter(({ parts }) => parts.has(part)).length);
    const most = Math.max(0, ...covered);
    if (most === 0) return undefined;
    const best = candidates[covered.indexOf(most)]!;
    chosen.push(best);
    open = open.filter(({ parts }) => !parts.has(best));
  }
  return chosen.sort();
}
