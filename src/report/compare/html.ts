import { barsSvg } from './bars.ts';
import { isMeasured, type VariantRow } from './row.ts';
import { comparisonCells, comparisonLegend, comparisonNotes } from './text.ts';

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1c1e21; background: #fff; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #dde; white-space: nowrap; }
th:nth-child(2), td:nth-child(2) { text-align: left; }
figure { margin: 1rem 0 2rem; } svg { max-width: 100%; height: auto; }`;

/** The comparison as one page that loads nothing: table, findings, and flash against latency for each part. */
export function comparisonHtml(rows: readonly VariantRow[]): string {
  const { heads, cells } = comparisonCells(rows);
  const line = (tag: string, texts: readonly string[]) =>
    `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  const parts = [...new Set(rows.filter(isMeasured).map(({ deviceId }) => deviceId))];
  const charts = parts.map((id) =>
    figure(
      id,
      rows.filter(isMeasured).filter(({ deviceId }) => deviceId === id),
    ),
  );
  const notes = comparisonNotes(rows).map((note) => `<li>${escapeHtml(note)}</li>`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>preflash compare</title>',
    `<style>${style}</style></head><body><h1>Variants side by side</h1>`,
    `<table><thead>${line('th', heads)}</thead><tbody>${cells.map((texts) => line('td', texts)).join('\n')}</tbody></table>`,
    ...comparisonLegend.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...charts,
    notes.length > 0 ? `<h2>Findings</h2><ul>${notes.join('\n')}</ul>` : '',
    '</body></html>',
  ].join('\n');
}

function figure(deviceId: string, rows: Parameters<typeof barsSvg>[0]): string {
  return `<h2>${escapeHtml(deviceId)}</h2><figure>${barsSvg(rows, escapeHtml)}</figure>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
