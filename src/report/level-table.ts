import Table from 'cli-table3';
import { formatBytes } from '../units/bytes.ts';
import { formatCount } from './format.ts';
import { borderless } from './layer-table.ts';
import type { Report } from './schema.ts';

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
export function levelTable(rows: readonly LevelRow[]): string {
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map(cells));
  return table.toString();
}

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
