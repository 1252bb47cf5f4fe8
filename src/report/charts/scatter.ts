import { ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { chartWidth, drawSvg, palette } from './draw.ts';
import { labelShifts } from './label-places.ts';
import { type Scale, scaleAround } from './scale.ts';

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
const grid = { left: 90, right: 60, top: 30, bottom: 60 };
/** Diameters of the largest and the smallest bubble, in pixels. */
const largest = 56;
const smallest = 8;
const labelGap = 5;
/** About, at the labels' size: they are placed before anyone knows the font. */
const characterWidth = 6.5;
/** Of the span of the values: half a bubble and more. */
const room = 0.08;

/** Bubbles as SVG: their area is in proportion to `size`. */
export function scatterSvg({ title, xName, yName, bubbles }: ScatterOptions): string {
  use([ScatterChart, GridComponent]);
  const most = Math.max(...bubbles.map(({ size }) => size));
  const diameters = bubbles.map(({ size }) => Math.max(smallest, largest * Math.sqrt(size / most)));
  const xScale = scaleAround(
    bubbles.map(({ x }) => x),
    1,
    room,
  );
  const yScale = scaleAround(
    bubbles.map(({ y }) => y),
    1,
    room,
  );
  const axis = (name: string, gap: number, scale: Scale) =>
    ({ type: 'value', name, nameLocation: 'middle', nameGap: gap, ...scale }) as const;
  const labels = labelsOf(bubbles, diameters, xScale, yScale);
  return drawSvg(
    { title, width: chartWidth, height },
    {
      grid,
      xAxis: axis(xName, 34, xScale),
      yAxis: axis(yName, 56, yScale),
      series: [
        {
          type: 'scatter',
          data: bubbles.map(({ name, x, y, stands }, index) => ({
            name,
            value: [x, y],
            symbolSize: diameters[index],
            itemStyle: stands
              ? { color: palette[0]!, opacity: 0.75 }
              : { color: 'transparent', borderColor: palette[1]!, borderWidth: 2 },
            label: { show: true, formatter: '{b}', fontSize: 12, color: '#1c1e21', ...labels[index] },
          })),
        },
      ],
    },
  );
}

/** The side of each bubble that its name has room on, and how far it gives way to those above it. */
function labelsOf(bubbles: readonly Bubble[], diameters: readonly number[], xScale: Scale, yScale: Scale) {
  const share = (value: number, { min, max }: Scale): number => (value - min) / (max - min);
  const wishes = bubbles.map(({ name, x, y }, index) => {
    const center = grid.left + share(x, xScale) * (chartWidth - grid.left - grid.right);
    const away = diameters[index]! / 2 + labelGap;
    const width = name.length * characterWidth;
    const isRight = center + away + width <= chartWidth;
    const middle = height - grid.bottom - share(y, yScale) * (height - grid.top - grid.bottom);
    return { isRight, left: isRight ? center + away : center - away - width, middle, width };
  });
  const shifts = labelShifts(wishes);
  return wishes.map(({ isRight }, index) => ({
    position: isRight ? ('right' as const) : ('left' as const),
    distance: labelGap,
    offset: [0, shifts[index]!],
  }));
}
