import { formatBytes } from '../../units/bytes.ts';
import type { MeasuredRow } from './row.ts';

const width = 960;
const rowHeight = 26;
const labelWidth = 340;
const barWidth = 250;
const gap = 30;
const palette = ['#3b6fb6', '#c9772b'] as const;

/** Latency and flash of each variant as bars beside its name: readable where points of a scatter lie on each other. */
export function barsSvg(rows: readonly MeasuredRow[], escapeText: (text: string) => string): string {
  const latency = rows.map(({ report }) => report.latencyMs);
  const flash = rows.map(({ report }) => report.flash.totalBytes);
  const lines = rows.map(({ name }, index) => {
    const y = (index + 1) * rowHeight;
    const label = `<text x="${labelWidth - 10}" y="${y + 16}" text-anchor="end">${escapeText(name)}</text>`;
    const first = bar(labelWidth, y, latency, index, palette[0], `${latency[index]?.toFixed(2)} ms`);
    const second = bar(labelWidth + barWidth + gap * 2, y, flash, index, palette[1], formatBytes(flash[index] ?? 0));
    return label + first + second;
  });
  const heads = `<text x="${labelWidth}" y="16">latency</text><text x="${labelWidth + barWidth + gap * 2}" y="16">flash</text>`;
  const height = (rows.length + 1) * rowHeight + 10;
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" font-size="13" font-family="system-ui, sans-serif" role="img">${heads}${lines.join('\n')}</svg>`;
}

function bar(x: number, y: number, values: readonly number[], index: number, color: string, label: string): string {
  const longest = barWidth - 60;
  const length = Math.max(1, ((values[index] ?? 0) / Math.max(...values)) * longest);
  const text = `<text x="${x + length + 6}" y="${y + 16}">${label}</text>`;
  return `<rect x="${x}" y="${y + 4}" width="${length.toFixed(1)}" height="${rowHeight - 8}" fill="${color}"/>${text}`;
}
