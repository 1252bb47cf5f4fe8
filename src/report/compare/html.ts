import { escapeHtml, htmlPage, htmlTable } from '../html-page.ts';
import { layerTables } from './layers.ts';
import { comparisonPictures } from './pictures.ts';
import { isMeasured, type RankedRow, rank, type VariantRow } from './row.ts';
import { comparisonCells, comparisonLegend, comparisonNotes } from './text.ts';

const style =
  '\nth:nth-child(2), td:nth-child(2) { text-align: left; }\n.wide { width: max-content; max-width: calc(100vw - 3rem); margin-left: 50%; transform: translateX(-50%); overflow-x: auto; }\n.wide td { white-space: pre; }\n.wide th, .wide td { padding: .25rem .4rem; font-size: 13px; }';

/** The comparison as one page that loads nothing: table, findings, and pictures for each part. */
export function comparisonHtml(rows: readonly VariantRow[]): string {
  const { heads, cells } = comparisonCells(rows);
  const ranked = rank(rows);
  const parts = [...new Set(rows.filter(isMeasured).map(({ deviceId }) => deviceId))];
  const charts = parts.map((id) =>
    section(
      id,
      ranked.filter(({ row }) => row.deviceId === id),
    ),
  );
  const layers = layerTables(rows).map((table) => wide(htmlTable(table.heads, table.cells)));
  const notes = comparisonNotes(rows).map((note) => `<li>${escapeHtml(note)}</li>`);
  return htmlPage('preflash compare', style, [
    '<h1>Variants side by side</h1>',
    wide(
      htmlTable(
        heads,
        cells.map((row) => row.map(inLines)),
      ),
    ),
    ...comparisonLegend(rows).map((text) => `<p>${escapeHtml(text)}</p>`),
    ...charts,
    layers.length > 0 ? `<h2>Cycles of every layer</h2>${layers.join('\n')}` : '',
    notes.length > 0 ? `<h2>Findings</h2><ul>${notes.join('\n')}</ul>` : '',
  ]);
}

const wide = (table: string): string => `<div class="wide">${table}</div>`;

/** A figure of the table with its interval and its ratio below it; the first two columns are names. */
const inLines = (text: string, column: number): string =>
  column < 2 ? text : text.replace(/ (?=\([\d.]+-[\d.]+\)|[\d.]+x$)/g, '\n');

function section(deviceId: string, ranked: readonly RankedRow[]): string {
  const figures = comparisonPictures(ranked).map(
    ({ caption, svg }) => `<figure><figcaption>${escapeHtml(caption)}</figcaption>${svg}</figure>`,
  );
  return [`<h2>${escapeHtml(deviceId)}</h2>`, ...figures].join('\n');
}
