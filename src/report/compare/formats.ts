import { comparisonHtml } from './html.ts';
import { layersText, layerTables } from './layers.ts';
import { compareJson, isMeasured, plainColumns, type VariantRow } from './row.ts';
import { comparisonCells, comparisonLegend, comparisonNotes, comparisonText } from './text.ts';

/** Every format a comparison can be printed in. */
export const comparisonFormats = {
  text: comparisonText,
  json: compareJson,
  csv: comparisonCsv,
  markdown: comparisonMarkdown,
  html: comparisonHtml,
} as const satisfies Readonly<Record<string, (rows: readonly VariantRow[]) => string>>;

export type ComparisonFormat = keyof typeof comparisonFormats;

/** RFC 4180, bare numbers in the units of the column names; without figures where a variant has none. */
function comparisonCsv(rows: readonly VariantRow[]): string {
  const heads = ['name', 'device', ...plainColumns.map(({ head }) => head), 'fits', 'refusal'];
  const lines = rows.map((row) => {
    const start = [row.name, row.deviceId];
    if (!isMeasured(row)) return [...start, ...plainColumns.map(() => ''), '', row.refusal];
    return [...start, ...plainColumns.map(({ value }) => plainFigure(value(row))), String(row.report.verdict.pass), ''];
  });
  return [heads, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n');
}

/** Nothing where there is no figure. */
const plainFigure = (value: number): string => (Number.isNaN(value) ? '' : String(value));

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Layers side by side, in the formats that do not have them anyway. */
export const layerFormats = {
  text: layersText,
  markdown: (rows: readonly VariantRow[]): string => layerTables(rows).map(markdownTable).join('\n\n'),
} as const satisfies Partial<Record<ComparisonFormat, (rows: readonly VariantRow[]) => string>>;

interface Table {
  readonly heads: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

function markdownTable({ heads, cells }: Table): string {
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|').replaceAll('*', '\\*')).join(' | ')} |`;
  return [line(heads), `|${' --- |'.repeat(heads.length)}`, ...cells.map(line)].join('\n');
}

function comparisonMarkdown(rows: readonly VariantRow[]): string {
  const notes = comparisonNotes(rows).map((note) => `- ${note}`);
  return [markdownTable(comparisonCells(rows)), '', ...comparisonLegend(rows), '', ...notes].join('\n').trimEnd();
}
