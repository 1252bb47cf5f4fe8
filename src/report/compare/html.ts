import { escapeHtml, htmlPage, htmlTable } from '../html-page.ts';
import { barsSvg } from './bars.ts';
import { isMeasured, type VariantRow } from './row.ts';
import { comparisonCells, comparisonLegend, comparisonNotes } from './text.ts';

const style = '\nth:nth-child(2), td:nth-child(2) { text-align: left; }';

/** The comparison as one page that loads nothing: table, findings, and flash against latency for each part. */
export function comparisonHtml(rows: readonly VariantRow[]): string {
  const { heads, cells } = comparisonCells(rows);
  const parts = [...new Set(rows.filter(isMeasured).map(({ deviceId }) => deviceId))];
  const charts = parts.map((id) =>
    figure(
      id,
      rows.filter(isMeasured).filter(({ deviceId }) => deviceId === id),
    ),
  );
  const notes = comparisonNotes(rows).map((note) => `<li>${escapeHtml(note)}</li>`);
  return htmlPage('preflash compare', style, [
    '<h1>Variants side by side</h1>',
    htmlTable(heads, cells),
    ...comparisonLegend.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...charts,
    notes.length > 0 ? `<h2>Findings</h2><ul>${notes.join('\n')}</ul>` : '',
  ]);
}

function figure(deviceId: string, rows: Parameters<typeof barsSvg>[0]): string {
  return `<h2>${escapeHtml(deviceId)}</h2><figure>${barsSvg(rows, escapeHtml)}</figure>`;
}
