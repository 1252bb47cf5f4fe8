import { formatBytes } from '../units/bytes.ts';
import { formatCount } from '../units/count.ts';
import { formatPercent } from '../units/percent.ts';
import type { Report, ReportLayer } from './schema.ts';
import { type TextColumn, textTable } from './text-table.ts';

const columns: readonly TextColumn[] = [
  { head: '#', align: 'right' },
  { head: 'op', align: 'left' },
  { head: 'output', align: 'left' },
  { head: 'MACs', align: 'right' },
  { head: 'cycles', align: 'right' },
  { head: 'share', align: 'right' },
  { head: 'cycles/MAC', align: 'right' },
  { head: 'flash', align: 'right' },
];

/** Behind the cycles of an estimate: where they may lie. */
const bandColumns: readonly TextColumn[] = [
  { head: 'low', align: 'right' },
  { head: 'high', align: 'right' },
];
const bandPosition = columns.findIndex(({ head }) => head === 'cycles') + 1;

/** One line a layer in the order they run, and one for the cycles between them. */
export function layerTable(report: Report): string {
  const shapesAreKnown = report.model !== null;
  const { estimate } = report;
  const shown = estimate === undefined ? columns : columns.toSpliced(bandPosition, 0, ...bandColumns);
  const rows = [...report.layers.map((layer) => layerRow(layer, shapesAreKnown)), betweenRow(report)];
  return textTable(
    shown,
    rows.map((row, at) => (estimate === undefined ? row : withBand(row, estimate.layers[at]))),
  );
}

function withBand(row: readonly string[], band: { readonly low: number; readonly high: number } | undefined): string[] {
  const cells = band === undefined ? ['', ''] : [formatCount(band.low), formatCount(band.high)];
  return row.toSpliced(bandPosition, 0, ...cells);
}

function layerRow(layer: ReportLayer, shapeIsKnown: boolean): string[] {
  return [
    String(layer.index),
    layer.op,
    shapeIsKnown ? layer.shape.join('x') || 'scalar' : '-',
    layer.macs === 0 ? '-' : formatCount(layer.macs),
    formatCount(layer.cycles),
    formatPercent(layer.share),
    layer.cyclesPerMac === null ? '-' : layer.cyclesPerMac.toFixed(2),
    formatBytes(layer.flashBytes),
  ];
}

function betweenRow({ layers, cycles }: Report): string[] {
  const between = cycles.total - layers.reduce((sum, layer) => sum + layer.cycles, 0);
  return ['', 'between layers', '', '-', formatCount(between), formatPercent(between / cycles.total), '-', ''];
}
