import { type Attribution, type Level, levels } from './types.ts';

/** A group of bytes with what it consists of, largest first. */
export interface AttributionNode {
  readonly name: string;
  readonly level: Level | 'total';
  readonly bytes: number;
  readonly children: readonly AttributionNode[];
}

/** Groups rows by their levels down to `depth` of them: memory, region, object, section, symbol. */
export function treeOf(rows: readonly Attribution[], depth: number): AttributionNode {
  return node('total', 'total', rows, levels.slice(0, depth));
}

function node(
  name: string,
  level: AttributionNode['level'],
  rows: readonly Attribution[],
  below: readonly Level[],
): AttributionNode {
  const [next, ...rest] = below;
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  if (next === undefined) return { name, level, bytes, children: [] };
  const groups = new Map<string, Attribution[]>();
  for (const row of rows) groups.set(row[next], [...(groups.get(row[next]) ?? []), row]);
  const children = [...groups]
    .map(([key, group]) => node(key, next, group, rest))
    .sort((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name));
  return { name, level, bytes, children };
}

/** What became larger or smaller from one image to another. */
export interface AttributionChange {
  readonly memory: Attribution['memory'];
  readonly object: string;
  readonly section: string;
  readonly symbol: string;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
}

/** The differences between two images by symbol, largest first; their sum is the difference of the totals. */
export function changesBetween(before: readonly Attribution[], after: readonly Attribution[]): AttributionChange[] {
  const changes = new Map<string, { row: Attribution; before: number; after: number }>();
  const add = (rows: readonly Attribution[], side: 'before' | 'after'): void => {
    for (const row of rows) {
      const key = JSON.stringify([row.memory, row.object, row.section, row.symbol]);
      const change = changes.get(key) ?? { row, before: 0, after: 0 };
      change[side] += row.bytes;
      changes.set(key, change);
    }
  };
  add(before, 'before');
  add(after, 'after');
  return [...changes.values()]
    .map(({ row: { memory, object, section, symbol }, ...bytes }) => ({
      memory,
      object,
      section,
      symbol,
      ...bytes,
      difference: bytes.after - bytes.before,
    }))
    .filter(({ difference }) => difference !== 0)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}
