import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'preact/hooks';

/** What a chart is drawn with, so that it belongs to the page in light and in dark. */
export interface ChartColors {
  readonly text: string;
  readonly line: string;
  /** The colour of a custom property of theme.css. */
  readonly of: (property: string) => string;
}

interface ChartProps {
  /** What the chart shows, for who cannot see it; the figures are in a table beside it. */
  readonly label: string;
  readonly heightPx: number;
  readonly option: (colors: ChartColors) => EChartsCoreOption;
}

/** A chart of the library, as wide as its place. */
export function Chart({ label, heightPx, option }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useDark();
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let chart: { dispose(): void; resize(): void } | undefined;
    let isGone = false;
    void import('./library.ts').then(({ createChart }) => {
      if (isGone) return;
      const made = createChart(element);
      made.setOption({ animation: false, ...option(colorsOf()) });
      chart = made;
    });
    const observer = new ResizeObserver(() => chart?.resize());
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
      chart?.dispose();
    };
  }, [option, isDark]);
  return <div ref={place} class="chart" role="img" aria-label={label} style={{ height: `${heightPx}px` }} />;
}

/** A custom property may hold light-dark(): only a used colour is one the library reads. */
function colorsOf(): ChartColors {
  const probe = document.createElement('span');
  const of = (property: string): string => {
    document.body.append(probe);
    probe.style.color = `var(${property})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  return { text: of('--text-soft'), line: of('--line'), of };
}

function useDark(): boolean {
  const [isDark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const listen = (): void => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return isDark;
}
