import { CustomChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

/** The chart library with what the page draws, in a chunk of its own: loaded when the first chart is shown. */
export function createChart(element: HTMLElement) {
  use([ScatterChart, CustomChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer]);
  return init(element, null, { renderer: 'svg' });
}
