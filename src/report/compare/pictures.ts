import { cycleCauses } from '../../simulate/types.ts';
import { formatBytes } from '../../units/bytes.ts';
import { formatCycles } from '../../units/cycles.ts';
import { barsSvg, type Series } from '../charts/bars.ts';
import { scatterSvg } from '../charts/scatter.ts';
import type { MeasuredRow, RankedRow } from './row.ts';

/** A picture with its caption. */
export interface Picture {
  readonly caption: string;
  readonly svg: string;
}

/** The pictures of one part's variants: what each costs against what it is worth, and what its cycles and flash are. */
export function comparisonPictures(ranked: readonly RankedRow[]): Picture[] {
  const measured = ranked.flatMap(({ row, standing }) => (standing ? [{ row: row as MeasuredRow, standing }] : []));
  const rows = measured.map(({ row }) => row);
  if (rows.length === 0) return [];
  return [worthAgainstLatency(measured), cyclesByCause(rows), memory(rows)];
}

type Standing = Extract<RankedRow, { row: MeasuredRow; standing: object }>['standing'];

function worthAgainstLatency(measured: readonly { readonly row: MeasuredRow; readonly standing: Standing }[]): Picture {
  const hasAnswers = measured.every(({ row }) => row.accuracy?.accuracy !== undefined);
  const caption = hasAnswers
    ? 'Right answers against latency; the larger the bubble, the more flash; filled: on the Pareto front'
    : 'RAM against latency; the larger the bubble, the more flash; filled: on the Pareto front';
  const bubbles = measured.map(({ row, standing }) => ({
    name: row.name,
    x: row.report.latencyMs,
    y: hasAnswers ? 100 * (row.accuracy?.accuracy ?? 0) : row.report.ram.totalBytes / 1024,
    size: row.report.flash.totalBytes,
    stands: standing.pareto,
  }));
  const yName = hasAnswers ? 'right answers, %' : 'RAM, KiB';
  return { caption, svg: scatterSvg({ title: caption, xName: 'latency, ms', yName, bubbles }) };
}

function cyclesByCause(rows: readonly MeasuredRow[]): Picture {
  const caption = 'Cycles, and what they went into';
  const series = cycleCauses
    .map((cause, colorIndex) => ({
      name: cause.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`),
      values: rows.map(({ report }) => report.cycles.byCause[cause]),
      colorIndex,
    }))
    .filter(({ values }) => values.some((value) => value > 0));
  return { caption, svg: bars(caption, rows, series, formatCycles) };
}

function memory(rows: readonly MeasuredRow[]): Picture {
  const caption = 'Flash: the model and the firmware around it';
  const series = [
    { name: 'model', values: rows.map(({ report }) => report.flash.modelBytes) },
    { name: 'firmware', values: rows.map(({ report }) => report.flash.totalBytes - report.flash.modelBytes) },
  ];
  return { caption, svg: bars(caption, rows, series, formatBytes) };
}

function bars(
  title: string,
  rows: readonly MeasuredRow[],
  series: readonly Series[],
  format: (value: number) => string,
): string {
  return barsSvg({ title, labels: rows.map(({ name }) => name), series, stacked: true, format });
}
