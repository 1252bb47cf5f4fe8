import { formatCount } from '../../units/count.ts';
import { textTable } from '../text-table.ts';
import { isMeasured, type MeasuredRow, type VariantRow } from './row.ts';

/** Cycles of every layer, a column a variant. */
export interface LayerTable {
  readonly heads: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** One table for the variants of one sequence of layers. */
export function layerTables(rows: readonly VariantRow[]): LayerTable[] {
  const groups = new Map<string, MeasuredRow[]>();
  for (const row of rows.filter(isMeasured)) {
    const key = row.report.layers.map(({ op }) => op).join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].filter(([first]) => first!.report.layers.length > 0).map(groupTable);
}

function groupTable(rows: readonly MeasuredRow[]): LayerTable {
  const cells = rows[0]!.report.layers.map(({ index, op }, position) => [
    String(index),
    op,
    ...rows.map(({ report }) => formatCount(report.layers[position]?.cycles ?? 0)),
  ]);
  return { heads: ['#', 'op', ...rows.map(({ name }) => name)], cells };
}

/** The tables for a terminal. */
export function layersText(rows: readonly VariantRow[]): string {
  const tables = layerTables(rows).map(({ heads, cells }) => {
    const columns = heads.map((head) => ({ head, align: head === 'op' ? ('left' as const) : ('right' as const) }));
    return textTable(columns, cells);
  });
  return tables.join('\n\n');
}
