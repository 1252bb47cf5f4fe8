import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** Of Okabe and Ito: told apart by who does not see all colours, and in print. */
export const palette = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', '#999999'];

export const chartWidth = 960;

/** A picture's size, and what it shows for who cannot see it. */
export interface Frame {
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** A chart as SVG, drawn without a browser. Its parts have to be registered with `use` before. */
export function drawSvg({ title, width, height }: Frame, option: EChartsCoreOption): string {
  use([SVGRenderer]);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return accessible(chart.renderToSVGString(), { title, width, height });
  } finally {
    // Without it a timer of the library keeps the process alive.
    chart.dispose();
  }
}

/** The library writes width and height alone: without a view box a narrow window would cut the picture off. */
function accessible(svg: string, { title, width, height }: Frame): string {
  const label = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return svg.replace('<svg ', `<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" `);
}
