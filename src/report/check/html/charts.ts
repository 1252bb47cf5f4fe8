import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** One colour of a stack: a value for each label. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  /** Place of its colour, where it must be the same in every chart; its place among the series unless given. */
  readonly colorIndex?: number;
}

export interface BarsOptions {
  /** What the picture shows, for who cannot see it. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** Series on top of each other, or side by side. */
  readonly stacked: boolean;
  readonly format: (value: number) => string;
}

const width = 960;
const barHeight = 26;
const groupGap = 10;
const frameHeight = 90;
/** Of Okabe and Ito: told apart by who does not see all colours, and in print. */
const palette = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', '#999999'];

/** Horizontal bars as SVG, drawn without a browser. */
export function barsSvg({ title, labels, series, stacked, format }: BarsOptions): string {
  use([BarChart, GridComponent, LegendComponent, SVGRenderer]);
  const rowHeight = (stacked ? barHeight : barHeight * series.length) + groupGap;
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width,
    height: frameHeight + labels.length * rowHeight,
  });
  try {
    chart.setOption({
      animation: false,
      // The library guesses how wide a text is: the gap keeps the next icon off it.
      legend: { top: 0, itemGap: 28, data: series.map(({ name }) => name) },
      grid: { left: 100, right: 90, top: 36, bottom: 30 },
      xAxis: { type: 'value', axisLabel: { formatter: format, hideOverlap: true } },
      yAxis: { type: 'category', inverse: true, data: [...labels], axisLabel: { width: 220, overflow: 'truncate' } },
      series: series.map(({ name, values, colorIndex }, index) => ({
        name,
        color: palette[(colorIndex ?? index) % palette.length]!,
        type: 'bar',
        barMaxWidth: barHeight,
        data: [...values],
        ...(stacked && { stack: 'all' }),
        label: endLabel(stacked, index === series.length - 1, series, format),
      })),
    });
    return accessible(chart.renderToSVGString(), title);
  } finally {
    // Without it a timer of the library keeps the process alive.
    chart.dispose();
  }
}

/** The sum at the end of a stack, or the value at the end of each bar. */
function endLabel(stacked: boolean, isLast: boolean, series: readonly Series[], format: BarsOptions['format']) {
  if (stacked && !isLast) return { show: false };
  const total = (row: number): number => series.reduce((sum, { values }) => sum + (values[row] ?? 0), 0);
  return {
    show: true,
    position: 'right' as const,
    formatter: ({ dataIndex, value }: { dataIndex: number; value: unknown }) =>
      format(stacked ? total(dataIndex) : Number(value)),
  };
}

function accessible(svg: string, title: string): string {
  const label = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return svg.replace('<svg ', `<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${heightOf(svg)}" `);
}

/** The library writes width and height alone: without a view box a narrow window would cut the picture off. */
const heightOf = (svg: string): string => /height="([\d.]+)"/.exec(svg)?.[1] ?? '0';
