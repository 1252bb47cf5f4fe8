import type { EChartsCoreOption } from 'echarts/core';
import { useCallback } from 'preact/hooks';
import { formatBytes, formatDuration, type Report } from '../../../src/index.ts';
import { Chart, type ChartColors } from '../charts/chart.tsx';
import { baselineFor } from '../state/baseline.ts';
import { useSession } from '../state/context.ts';
import { limitsOf, verdictOf } from '../state/limits.ts';
import { placeOf } from './case-table.tsx';

/** One run as a point. */
interface ScatterPoint {
  readonly name: string;
  readonly report: Report;
  readonly pass: boolean;
}

/** Two are told apart by the table. */
const fewest = 3;

/** Latency against flash, the area of a point its RAM: which runs are worth a look. The table has the figures. */
export function Scatter() {
  const session = useSession();
  const limits = limitsOf(session.settings.value.budgets);
  const points = session.cases.value.flatMap((row): ScatterPoint[] => {
    const { value: state } = row.state;
    if (state.status !== 'done') return [];
    const { report } = state;
    const { tone } = verdictOf(report, limits, baselineFor(report, session.openedReports.value));
    return [{ name: `${row.name}, ${placeOf(row)}`, report, pass: tone !== 'fail' }];
  });
  const key = points.map(({ name, report, pass }) => `${name} ${report.cycles.total} ${pass}`).join('|');
  const option = useCallback((colors: ChartColors) => scatterOption(points, colors), [key]);
  if (points.length < fewest) return null;
  return (
    <div class="panel">
      <h3>Latency against flash</h3>
      <Chart label="Latency against flash of the runs in the table" heightPx={280} option={option} />
      <p class="hint">The area of a point is RAM. Left and low is better. The figures are in the table of runs.</p>
    </div>
  );
}

/** Largest point, in pixels. */
const widest = 44;
/** Names of points do not fit into a chart of less, in pixels: the table has them. */
const narrowPx = 600;

function scatterOption(points: readonly ScatterPoint[], { text, line, of }: ChartColors): EChartsCoreOption {
  const mostRam = Math.max(...points.map(({ report }) => report.ram.totalBytes));
  const mostLatency = Math.max(...points.map(({ report }) => report.latencyMs));
  const axis = {
    type: 'value',
    splitNumber: 4,
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: text },
    nameTextStyle: { color: text },
    splitLine: { lineStyle: { color: line } },
    nameLocation: 'middle',
  };
  return {
    grid: { left: 90, right: 30, top: 20, bottom: 50 },
    // Rich text is drawn and not written as HTML, which the page's policy would not let it style.
    tooltip: { renderMode: 'richText' },
    xAxis: {
      ...axis,
      name: 'latency',
      nameGap: 28,
      axisLabel: {
        color: text,
        hideOverlap: true,
        formatter: (milliseconds: number) => (milliseconds === 0 ? '0' : formatDuration(milliseconds)),
      },
    },
    yAxis: {
      ...axis,
      name: 'flash',
      nameGap: 68,
      axisLabel: { color: text, formatter: (kibibytes: number) => `${kibibytes} KiB` },
    },
    series: [
      {
        type: 'scatter',
        data: points.map(({ name, report, pass }) => ({
          name,
          value: [report.latencyMs, report.flash.totalBytes / 1024],
          symbolSize: Math.max(6, widest * Math.sqrt(report.ram.totalBytes / mostRam)),
          itemStyle: { color: of(pass ? '--fill' : '--bad'), opacity: 0.75 },
          // Towards the middle, where there is room.
          label: { position: report.latencyMs > mostLatency / 2 ? 'left' : 'right' },
          tooltip: { formatter: tooltipOf(name, report) },
        })),
        label: { show: points.length <= 8, formatter: '{b}', color: text, fontSize: 11 },
        labelLayout: { hideOverlap: true },
      },
    ],
    media: [{ query: { maxWidth: narrowPx }, option: { series: [{ label: { show: false } }] } }],
  };
}

const tooltipOf = (name: string, { latencyMs, flash, ram }: Report): string =>
  `${name}\n${formatDuration(latencyMs)}, flash ${formatBytes(flash.totalBytes)}, RAM ${formatBytes(ram.totalBytes)}`;
