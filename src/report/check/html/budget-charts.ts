import { type CycleCause, cycleCauses } from '../../../simulate/types.ts';
import { formatBytes } from '../../../units/bytes.ts';
import { formatCycles } from '../../../units/cycles.ts';
import { barsSvg, type Series } from '../../charts/bars.ts';
import { escapeHtml } from '../../html-page.ts';
import { flashPartsOf, ramPartsOf } from '../../memory-parts.ts';
import type { Report } from '../../schema.ts';
import type { CheckedBudget } from '../schema.ts';

/** The pictures of one budget: cycles by layer and cause, flash by layer, memory by kind, and the baseline beside it. */
export function budgetCharts({ report, before }: CheckedBudget): string[] {
  if (report === null) return [];
  return [
    ...(report.layers.length > 0 ? [cyclesByLayer(report), flashByLayer(report)] : [cyclesByCause(report)]),
    memoryByKind(report),
    ...(before === null || report.layers.length === 0 ? [] : [againstBaseline(report, before.layers)]),
  ];
}

const layerLabels = ({ layers }: Report): string[] => layers.map(({ index, op }) => `${index} ${op}`);

const causeTitle = (cause: CycleCause): string => cause.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

function cyclesByLayer(report: Report): string {
  const series = causeSeries(report.layers.map(({ byCause }) => byCause));
  return figure('Cycles by layer, and what they went into', layerLabels(report), series, true, formatCycles);
}

function cyclesByCause({ cycles }: Report): string {
  return figure('Cycles, and what they went into', ['all'], causeSeries([cycles.byCause]), true, formatCycles);
}

/** One series a cause that took a cycle anywhere. */
function causeSeries(rows: readonly Report['cycles']['byCause'][]): Series[] {
  return cycleCauses
    .map((cause, colorIndex) => ({
      name: causeTitle(cause),
      values: rows.map((byCause) => byCause[cause]),
      colorIndex,
    }))
    .filter(({ values }) => values.some((value) => value > 0));
}

function flashByLayer(report: Report): string {
  const series = [{ name: 'constants and kernel code', values: report.layers.map(({ flashBytes }) => flashBytes) }];
  return figure('Flash by layer', layerLabels(report), series, false, formatBytes);
}

function memoryByKind(report: Report): string {
  const flash = flashPartsOf(report);
  const ram = ramPartsOf(report);
  const names = [...Object.keys(flash), ...Object.keys(ram)];
  const series = names
    .map((name) => ({ name, values: [flash[name] ?? 0, ram[name] ?? 0] }))
    .filter(({ values }) => values.some((value) => value > 0));
  return figure('Flash and RAM by kind', ['flash', 'RAM'], series, true, formatBytes);
}

function againstBaseline(report: Report, before: NonNullable<CheckedBudget['before']>['layers']): string {
  const old = report.layers.map(
    ({ index, op }) => before.find((layer) => layer.index === index && layer.op === op)?.figures.cycles?.value ?? 0,
  );
  const series = [
    { name: 'baseline', values: old },
    { name: 'now', values: report.layers.map(({ cycles }) => cycles) },
  ];
  return figure('Cycles by layer, against the baseline', layerLabels(report), series, false, formatCycles);
}

function figure(
  title: string,
  labels: readonly string[],
  series: readonly Series[],
  stacked: boolean,
  format: (value: number) => string,
): string {
  const svg = barsSvg({ title, labels, series, stacked, format });
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>${svg}</figure>`;
}
