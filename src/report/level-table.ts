import { formatBytes } from '../units/bytes.ts';
import { formatCount } from '../units/count.ts';
import type { Report } from './schema.ts';
import { textTable } from './text-table.ts';

/** One optimisation level: what it costs, or why there is no figure. */
export type LevelRow =
  | { readonly name: string; readonly report: Report }
  | { readonly name: string; readonly refusal: string };

const columns = [
  { head: '-O', align: 'left' },
  { head: 'flash', align: 'right' },
  { head: 'RAM', align: 'right' },
  { head: 'cycles', align: 'right' },
  { head: 'ms', align: 'right' },
  { head: 'cycles/MAC', align: 'right' },
  { head: '', align: 'left' },
] as const;

/** One line an optimisation level, side by side; what does not fit says by how many bytes. */
export const levelTable = (rows: readonly LevelRow[]): string => textTable(columns, rows.map(cells));

function cells(row: LevelRow): string[] {
  if ('refusal' in row) return [row.name, '', '', '', '', '', row.refusal];
  const { flash, ram, cycles, latencyMs, layers, verdict, warnings } = row.report;
  const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
  const remarks = [...(verdict.pass ? [] : ['does not fit']), ...warnings.map(({ code }) => code)];
  return [
    row.name,
    formatBytes(flash.totalBytes),
    formatBytes(ram.totalBytes),
    formatCount(cycles.total),
    latencyMs.toFixed(2),
    macs === 0 ? '-' : (cycles.total / macs).toFixed(2),
    remarks.join(', '),
  ];
}
