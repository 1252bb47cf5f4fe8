import type { MemoryBuffer, MemoryPlan } from '../../cost/memory-plan.ts';
import { formatCount } from '../../units/count.ts';
import { escapeHtml } from '../html-page.ts';
import { chartWidth } from './draw.ts';

const plotHeight = 300;
const labelHeight = 24;
/** Lower rectangles have no room for their name; a letter of it is about so wide. */
const legible = { height: 14, letterWidth: 7 } as const;

/** Light enough for black text, told apart in print by their place: what lives long is at the end. */
const colors: Readonly<Record<MemoryBuffer['kind'], string>> = {
  tensor: '#bac8ff',
  scratch: '#ffd8a8',
  persistent: '#c3e6cb',
  planner: '#dee2e6',
};

/**
 * A memory plan as SVG: layers from left to right, bytes from bottom to top, what each rectangle is in its title.
 *
 * @param ops of the layers, in their order
 */
export function planSvg(
  plan: Pick<MemoryPlan, 'buffers' | 'totalBytes' | 'peakLayer'>,
  ops: readonly string[],
): string {
  const firstStep = Math.min(0, ...plan.buffers.map(({ firstLayer }) => firstLayer));
  const layers = ops.map((op, index) => ({ layer: index, title: `${index} ${op}` }));
  const steps = firstStep < 0 ? [{ layer: firstStep, title: 'set-up' }, ...layers] : layers;
  const stepWidth = chartWidth / steps.length;
  const rectangles = plan.buffers.map((buffer) => rectangle(buffer, plan.totalBytes, firstStep, stepWidth));
  const names = steps.map(({ layer, title }, at) => {
    const weight = layer === plan.peakLayer ? ' font-weight="bold"' : '';
    const place = `x="${(at + 0.5) * stepWidth}" y="${plotHeight + 16}" text-anchor="middle"`;
    return `<text ${place}${weight}>${fitted(title, stepWidth)}</text>`;
  });
  const size = `width="${chartWidth}" height="${plotHeight + labelHeight}"`;
  return (
    `<svg role="img" aria-label="Memory plan: what lies where in each layer" ${size} ` +
    `viewBox="0 0 ${chartWidth} ${plotHeight + labelHeight}" font-family="sans-serif" font-size="12" fill="#1c1e21">` +
    `${[...rectangles, ...names].join('')}</svg>`
  );
}

function rectangle(buffer: MemoryBuffer, totalBytes: number, firstStep: number, stepWidth: number): string {
  const { name, kind, offsetBytes, bytes, firstLayer, lastLayer } = buffer;
  const pixels = (of: number): number => (of / totalBytes) * plotHeight;
  const [x, width] = [(firstLayer - firstStep) * stepWidth, (lastLayer - firstLayer + 1) * stepWidth];
  const [y, height] = [plotHeight - pixels(offsetBytes + bytes), pixels(bytes)];
  const title = escapeHtml(`${name}: ${formatCount(bytes)} B at ${formatCount(offsetBytes)}`);
  const place = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  const label = height < legible.height ? '' : fitted(name.replace(/;.*$/, ''), width);
  return (
    `<g><title>${title}</title><rect ${place} fill="${colors[kind]}" stroke="#fff"/>` +
    `<text x="${x + 4}" y="${y + height / 2 + 4}">${label}</text></g>`
  );
}

/** As much of a text as there is room for. */
function fitted(text: string, width: number): string {
  const letters = Math.floor(width / legible.letterWidth);
  return escapeHtml(text.length > letters ? `${text.slice(0, Math.max(0, letters - 1))}…` : text);
}
