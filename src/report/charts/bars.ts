import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { chartWidth, drawSvg, palette } from './draw.ts';
import { scaleAround } from './scale.ts';

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
  /** What the marks of the axis are round numbers of: 1024 for bytes in KiB. */
  readonly unit?: number;
}

const barHeight = 26;
const groupGap = 10;
const frameHeight = 90;
/** Pixels of a label at the left, by its length; longer ones are cut off. */
const labelWidth = { character: 9, least: 80, most: 240 };

/** Horizontal bars as SVG, drawn without a browser. */
export function barsSvg({ title, labels, series, stacked, format, unit }: BarsOptions): string {
  use([BarChart, GridComponent, LegendComponent]);
  const rowHeight = (stacked ? barHeight : barHeight * series.length) + groupGap;
  const height = frameHeight + labels.length * rowHeight;
  const longest = Math.max(...labels.map(({ length }) => length));
  const margin = Math.min(labelWidth.most, Math.max(labelWidth.least, longest * labelWidth.character));
  const lengths = stacked ? labels.map((_, row) => stackedSum(series, row)) : series.flatMap(({ values }) => values);
  return drawSvg(
    { title, width: chartWidth, height },
    {
      // The library guesses how wide a text is: the gap keeps the next icon off it.
      legend: { top: 0, itemGap: 28, data: series.map(({ name }) => name) },
      grid: { left: margin + 20, right: 90, top: 36, bottom: 30 },
      xAxis: {
        type: 'value',
        ...scaleAround([0, ...lengths], unit),
        axisLabel: { formatter: format, hideOverlap: true },
      },
      yAxis: { type: 'category', inverse: true, data: [...labels], axisLabel: { width: margin, overflow: 'truncate' } },
      series: series.map(({ name, values, colorIndex }, index) => ({
        name,
        color: palette[(colorIndex ?? index) % palette.length]!,
        type: 'bar',
        barMaxWidth: barHeight,
        data: [...values],
        ...(stacked && { stack: 'all' }),
        label: endLabel(stacked, index === series.length - 1, series, format),
      })),
    },
  );
}

/** The sum at the end of a stack, or the value at the end of each bar. */
function endLabel(stacked: boolean, isLast: boolean, series: readonly Series[], format: BarsOptions['format']) {
  if (stacked && !isLast) return { show: false };
  return {
    show: true,
    position: 'right' as const,
    formatter: ({ dataIndex, value }: { dataIndex: number; value: unknown }) =>
      format(stacked ? stackedSum(series, dataIndex) : Number(value)),
  };
}

const stackedSum = (series: readonly Series[], row: number): number =>
  series.reduce((sum, { values }) => sum + (values[row] ?? 0), 0);
