import { ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { chartWidth, drawSvg, palette } from './draw.ts';

/** One bubble. */
export interface Bubble {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** What its area stands for. */
  readonly size: number;
  /** Drawn filled; others are outlines. */
  readonly stands: boolean;
}

export interface ScatterOptions {
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  readonly bubbles: readonly Bubble[];
}

const height = 440;
/** Diameters of the largest and the smallest bubble, in pixels. */
const largest = 56;
const smallest = 8;

/** Bubbles as SVG: their area is in proportion to `size`. */
export function scatterSvg({ title, xName, yName, bubbles }: ScatterOptions): string {
  use([ScatterChart, GridComponent, LabelLayout]);
  const most = Math.max(...bubbles.map(({ size }) => size));
  const diameterOf = (size: number): number => Math.max(smallest, largest * Math.sqrt(size / most));
  const axis = (name: string, gap: number) =>
    ({ type: 'value', name, nameLocation: 'middle', nameGap: gap, scale: true, boundaryGap: ['8%', '8%'] }) as const;
  return drawSvg(
    { title, width: chartWidth, height },
    {
      grid: { left: 90, right: 60, top: 30, bottom: 60 },
      xAxis: axis(xName, 34),
      yAxis: axis(yName, 56),
      series: [
        {
          type: 'scatter',
          labelLayout: { hideOverlap: false, moveOverlap: 'shiftY' },
          data: bubbles.map(({ name, x, y, size, stands }) => ({
            name,
            value: [x, y],
            symbolSize: diameterOf(size),
            itemStyle: stands
              ? { color: palette[0]!, opacity: 0.75 }
              : { color: 'transparent', borderColor: palette[1]!, borderWidth: 2 },
            label: { show: true, formatter: '{b}', position: 'right', fontSize: 12, color: '#1c1e21' },
          })),
        },
      ],
    },
  );
}
