import { formatCount } from '../../units/count.ts';
import { type TextColumn, textTable } from '../text-table.ts';
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
  const columns: TextColumn[] = [
    { head: '#', align: 'right' },
    { head: 'op', align: 'left' },
    ...rows.map(({ name }) => ({ head: name, align: 'right' as const })),
  ];
  const cells = first?.report.layers.map(({ index, op }, position) => [
    String(index),
    op,
    ...rows.map(({ report }) => formatCount(report.layers[position]?.cycles ?? 0)),
  ]);
  return textTable(columns, cells ?? []);
}
