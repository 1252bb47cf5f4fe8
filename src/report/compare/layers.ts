import Table from 'cli-table3';
import { formatCount } from '../format.ts';
import { borderless } from '../layer-table.ts';
import { isMeasured, type MeasuredRow, type VariantRow } from './row.ts';

/** Cycles of every layer of every variant, a column a variant: one table for the variants of one sequence of layers. */
export function layersSideBySide(rows: readonly VariantRow[]): string {
  const groups = new Map<string, MeasuredRow[]>();
  for (const row of rows.filter(isMeasured)) {
    const key = row.report.layers.map(({ op }) => op).join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map(groupTable).join('\n\n');
}

function groupTable(rows: readonly MeasuredRow[]): string {
  const [first] = rows;
  const table = new Table({
    head: ['#', 'op', ...rows.map(({ name }) => name)],
    colAligns: ['right', 'left', ...rows.map(() => 'right' as const)],
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  first?.report.layers.forEach(({ index, op }, position) => {
    table.push([String(index), op, ...rows.map(({ report }) => formatCount(report.layers[position]?.cycles ?? 0))]);
  });
  return table.toString();
}
