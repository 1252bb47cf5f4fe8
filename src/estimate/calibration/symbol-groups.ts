import type { MemoryGroup } from '../../build/memory-groups.ts';

/** What a model calls, and what its image has in flash: bytes by symbol. */
export interface LinkedModel {
  readonly parts: ReadonlySet<string>;
  readonly linked: Readonly<Record<string, number>>;
}

/**
 * Which parts bring which symbols, read off images: a part brings a symbol when no image with the part is without it. Of
 * those that do, as few are named as account for all images with the symbol.
 */
export function symbolGroups(models: readonly LinkedModel[]): MemoryGroup[] {
  const withPart = new Map<string, LinkedModel[]>();
  for (const model of models) {
    for (const part of model.parts) withPart.set(part, [...(withPart.get(part) ?? []), model]);
  }
  const symbols = new Map(models.flatMap(({ linked }) => Object.entries(linked)));
  const groups = new Map<string, MemoryGroup>();
  for (const [symbol, flashBytes] of symbols) {
    const carriers = models.filter(({ linked }) => Object.hasOwn(linked, symbol));
    const ops = carriers.length === models.length ? [] : bringers(symbol, carriers, withPart);
    if (ops === undefined) continue;
    const key = ops.join();
    groups.set(key, { ops, flashBytes: (groups.get(key)?.flashBytes ?? 0) + flashBytes, ramBytes: 0 });
  }
  return [...groups.values()];
}

/** Undefined when the parts do not account for every image that has the symbol. */
function bringers(
  symbol: string,
  carriers: readonly LinkedModel[],
  withPart: ReadonlyMap<string, readonly LinkedModel[]>,
): string[] | undefined {
  const candidates = [...withPart].filter(([, models]) => models.every(({ linked }) => Object.hasOwn(linked, symbol)));
  const chosen: string[] = [];
  let open = carriers;
  while (open.length > 0) {
    const covered = (part: string): number => open.filter(({ parts }) => parts.has(part)).length;
    const [best] = candidates.map(([part]) => part).sort((a, b) => covered(b) - covered(a));
    if (best === undefined || covered(best) === 0) return undefined;
    chosen.push(best);
    open = open.filter(({ parts }) => !parts.has(best));
  }
  return chosen.sort();
}
