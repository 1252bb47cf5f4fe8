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
  const names = shortNames(measured.map(({ row }) => row));
  const bubbles = measured.map(({ row, standing }, index) => ({
    name: names[index]!,
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
  return { caption, svg: bars({ title: caption, rows, series, format: formatCycles }) };
}

function memory(rows: readonly MeasuredRow[]): Picture {
  const caption = 'Flash: the model and the firmware around it';
  const series = [
    { name: 'model', values: rows.map(({ report }) => report.flash.modelBytes) },
    { name: 'firmware', values: rows.map(({ report }) => report.flash.totalBytes - report.flash.modelBytes) },
  ];
  return { caption, svg: bars({ title: caption, rows, series, format: formatBytes, unit: 1024 }) };
}

interface BarsOf {
  readonly title: string;
  readonly rows: readonly MeasuredRow[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  readonly unit?: number;
}

function bars({ rows, ...options }: BarsOf): string {
  return barsSvg({ ...options, labels: shortNames(rows), stacked: true });
}

/** What tells the rows of a part from each other: names without the words that all of them have. */
function shortNames(rows: readonly MeasuredRow[]): string[] {
  const words = rows.map(({ name }) => name.split(' '));
  const isShared = (word: string): boolean => words.length > 1 && words.every((list) => list.includes(word));
  return words.map((list) => list.filter((word) => !isShared(word)).join(' ') || list.join(' '));
}
