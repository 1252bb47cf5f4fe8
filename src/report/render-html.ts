import { cycleCauses } from '../simulate/types.ts';
import { formatBytes } from '../units/bytes.ts';
import { formatCount } from '../units/count.ts';
import { formatCycles } from '../units/cycles.ts';
import { formatDuration } from '../units/duration.ts';
import { formatEnergy } from '../units/energy.ts';
import { formatPercent } from '../units/percent.ts';
import { barsSvg } from './charts/bars.ts';
import { planSvg } from './charts/plan.ts';
import { escapeHtml, htmlPage, htmlTable } from './html-page.ts';
import { renderText } from './render-text.ts';
import type { Renderer } from './renderer.ts';
import type { Report } from './schema.ts';

/** The report as one page that loads nothing: totals, layers and their causes as a chart and a table, and the findings. */
export const renderHtml: Renderer = (report) => {
  const title = `${report.model?.name ?? 'firmware'} on ${report.device.name}`;
  return htmlPage(title, '', [
    `<h1>${report.verdict.pass ? 'Fits' : 'Does not fit'}: ${escapeHtml(title)}</h1>`,
    totals(report),
    ...(report.layers.length > 0 ? [layerChart(report), layerTable(report)] : []),
    ...memoryPlan(report),
    notes('Where the cycles go', report.findings),
    notes('To be known', report.warnings),
    `<details><summary>As text</summary><pre>${escapeHtml(renderText(report, { color: false }))}</pre></details>`,
  ]);
};

function totals({ flash, ram, cycles, latencyMs, energyUj, provenance }: Report): string {
  const band = provenance.engine === 'estimate' ? ` (${formatCount(cycles.low)} to ${formatCount(cycles.high)})` : '';
  return htmlTable(
    ['flash', 'RAM', 'cycles', 'latency', 'energy'],
    [
      [
        formatBytes(flash.totalBytes),
        formatBytes(ram.totalBytes),
        formatCount(cycles.total) + band,
        formatDuration(latencyMs),
        formatEnergy(energyUj),
      ],
    ],
  );
}

/** The causes that occur in any layer, stacked. */
function layerChart({ layers }: Report): string {
  const shown = cycleCauses.filter((cause) => layers.some(({ byCause }) => byCause[cause] > 0));
  const chart = barsSvg({
    title: 'Cycles of each layer by cause',
    labels: layers.map(({ index, op }) => `${index} ${op}`),
    series: shown.map((cause) => ({
      name: cause,
      values: layers.map(({ byCause }) => byCause[cause]),
      colorIndex: cycleCauses.indexOf(cause),
    })),
    stacked: true,
    format: formatCycles,
  });
  return `<figure>${chart}</figure>`;
}

/** Where the firmware keeps what: as a chart, and as a table under it. */
function memoryPlan({ memoryPlan: plan, layers }: Report): string[] {
  if (plan === undefined) return [];
  const ops = layers.map(({ op }) => op);
  const table = htmlTable(
    ['buffer', 'kind', 'offset', 'bytes', 'from layer', 'to layer'],
    plan.buffers.map(({ name, kind, offsetBytes, bytes, firstLayer, lastLayer }) => [
      name.replace(/;.*$/, ''),
      kind,
      formatCount(offsetBytes),
      formatCount(bytes),
      firstLayer < 0 ? 'set-up' : String(firstLayer),
      lastLayer < 0 ? 'set-up' : String(lastLayer),
    ]),
  );
  const peak = plan.peakLayer < 0 ? 'set-up' : `layer ${plan.peakLayer}`;
  const caption = `Memory plan: ${formatCount(plan.totalBytes)} B of ${plan.memory}, most is needed at ${peak}: ${formatCount(plan.peakBytes)} B`;
  return [
    `<figure><figcaption>${caption}</figcaption>${planSvg(plan, ops)}</figure>`,
    `<details><summary>Its buffers</summary>${table}</details>`,
  ];
}

function layerTable({ layers }: Report): string {
  return htmlTable(
    ['#', 'op', 'cycles', 'share', 'MACs', 'cycles/MAC', 'flash'],
    layers.map(({ index, op, cycles, share, macs, cyclesPerMac, flashBytes }) => [
      String(index),
      op,
      formatCount(cycles),
      formatPercent(share),
      formatCount(macs),
      cyclesPerMac === null ? '-' : cyclesPerMac.toFixed(2),
      formatBytes(flashBytes),
    ]),
  );
}

function notes(title: string, entries: readonly { readonly message: string; readonly advice: string }[]): string {
  if (entries.length === 0) return '';
  const items = entries.map(({ message, advice }) => `<li>${escapeHtml(message)}. ${escapeHtml(advice)}</li>`);
  return `<h2>${title}</h2><ul>${items.join('\n')}</ul>`;
}
