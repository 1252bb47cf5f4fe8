import { confidenceInterval } from '../../compare/interval.ts';
import type { Axis } from '../../compare/standing.ts';
import type { Accuracy } from '../../estimate/accuracy.ts';
import { formatBytes } from '../../units/bytes.ts';
import { formatCount } from '../../units/count.ts';
import { formatPercent } from '../../units/percent.ts';
import { textTable } from '../text-table.ts';
import { type MeasuredRow, type RankedRow, rank, type VariantRow } from './row.ts';

/** Figures of an estimate never stand without their band. */
function banded(text: string, { report }: MeasuredRow, band: BandOf, format: (value: number) => string): string {
  if (report.estimate === undefined) return text;
  const { low, high } = report.estimate[band];
  return `${text} (${format(low)}-${format(high)})`;
}

type BandOf = 'cycles' | 'latencyMs' | 'energyUj' | 'flashBytes' | 'ramBytes';

const milliseconds = (value: number): string => value.toFixed(2);
const microjoules = (value: number): string => value.toFixed(0);

interface Column {
  readonly head: string;
  readonly text: (row: MeasuredRow) => string;
  /** Where there is one, the ratio to the part's best stands behind the figure. */
  readonly axis?: Axis;
}

/** Shown when there was a data set. */
const answerColumns: readonly Column[] = [
  { head: 'right', axis: 'wrongAnswers', text: ({ accuracy }) => rightText(accuracy) },
  { head: 'as reference', text: ({ accuracy }) => agreementText(accuracy) },
];

/** What `preflash compare` shows of a variant, in a terminal, in Markdown and in HTML. */
const costColumns: readonly Column[] = [
  { head: 'file', axis: 'fileBytes', text: ({ fileBytes }) => formatBytes(fileBytes) },
  { head: 'gzip', axis: 'gzipBytes', text: ({ gzipBytes }) => formatBytes(gzipBytes) },
  {
    head: 'flash',
    axis: 'flashBytes',
    text: (row) => banded(formatBytes(row.report.flash.totalBytes), row, 'flashBytes', formatBytes),
  },
  {
    head: 'RAM',
    axis: 'ramBytes',
    text: (row) => banded(formatBytes(row.report.ram.totalBytes), row, 'ramBytes', formatBytes),
  },
  { head: 'arena+heap', text: ({ report: { ram } }) => formatBytes(ram.arenaBytes + ram.heapPeakBytes) },
  { head: 'stack', text: ({ report }) => formatBytes(report.ram.stackPeakBytes) },
  { head: 'textbook M', text: ({ model }) => (model ? formatCount(model.textbookBoundValues) : '-') },
  {
    head: 'cycles',
    axis: 'cycles',
    text: (row) => banded(formatCount(row.report.cycles.total), row, 'cycles', formatCount),
  },
  {
    head: 'ms',
    axis: 'latencyMs',
    text: (row) => banded(milliseconds(row.report.latencyMs), row, 'latencyMs', milliseconds),
  },
  {
    head: 'µJ',
    axis: 'energyUj',
    text: (row) => banded(microjoules(row.report.energyUj), row, 'energyUj', microjoules),
  },
];

function rightText(accuracy: Accuracy | undefined): string {
  if (accuracy?.correct === undefined) return '-';
  const [low, high] = confidenceInterval(accuracy.correct, accuracy.inputs);
  return `${formatPercent(accuracy.correct / accuracy.inputs)} (${(low * 100).toFixed(1)}-${(high * 100).toFixed(1)})`;
}

function agreementText(accuracy: Accuracy | undefined): string {
  const agreement = accuracy?.agreement;
  return agreement === undefined ? '-' : formatPercent(agreement.sameClass / agreement.inputs);
}

const columnsFor = (rows: readonly VariantRow[]): readonly Column[] =>
  rows.some(({ accuracy }) => accuracy !== undefined) ? [...answerColumns, ...costColumns] : costColumns;

/** Heads and cells of the table: one row a variant, `*` before those on the Pareto front. */
export function comparisonCells(rows: readonly VariantRow[]): { heads: string[]; cells: string[][] } {
  const columns = columnsFor(rows);
  const heads = ['', 'variant', ...columns.map(({ head }) => head), 'fits'];
  return { heads, cells: rank(rows).map((row) => rowCells(row, columns)) };
}

function rowCells({ row, standing }: RankedRow, columns: readonly Column[]): string[] {
  if (standing === undefined) return ['', row.name, ...columns.map(() => '-'), 'no figure'];
  const cells = columns.map(({ axis, text }) => {
    const figure = text(row);
    const ratio = axis === undefined ? undefined : standing.relative[axis];
    return ratio === undefined ? figure : `${figure} ${ratio.toFixed(2)}x`;
  });
  return [standing.pareto ? '*' : '', row.name, ...cells, fitText(row)];
}

function fitText({ report }: MeasuredRow): string {
  const over = report.verdict.checks.filter(({ excess }) => excess > 0);
  if (report.verdict.pass) return 'yes';
  return `no: ${over.map(({ name, excess }) => `${name} ${formatBytes(excess)} over`).join(', ')}`;
}

/** What is to be said about single variants, one line for all that it is true of. */
export function comparisonNotes(rows: readonly VariantRow[]): string[] {
  const names = new Map<string, string[]>();
  for (const ranked of rank(rows)) {
    for (const note of notesOn(ranked)) names.set(note, [...(names.get(note) ?? []), ranked.row.name]);
  }
  return [...names].map(([note, all]) => `${all.join(', ')}: ${note}`);
}

function notesOn({ row, standing }: RankedRow): string[] {
  return [
    ...('refusal' in row ? [row.refusal] : []),
    ...(standing?.losesEverywhere ? ['another variant is better in every column'] : []),
    ...row.remarks.map(({ message, advice }) => `${message}. ${advice}`),
  ];
}

/** What the columns mean. */
export function comparisonLegend(rows: readonly VariantRow[]): string[] {
  const known = rows.map(({ accuracy }) => accuracy).filter((accuracy) => accuracy !== undefined);
  const [first] = known;
  const best = '1.00x is the best of its part in that column. * no other is as good in';
  const bound = 'textbook M: parameters + inputs + every activation, in values.';
  if (first === undefined)
    return [`${best} flash, RAM and latency and better in one.`, `${bound} Accuracy is not measured without --data.`];
  const source = known.find(({ agreement }) => agreement !== undefined)?.agreement?.source;
  return [
    `${best} right answers, flash, RAM and latency and better in one.`,
    `right: of ${first.inputs} inputs, as the part computes them, with the 95 % interval; its ratio is of wrong answers.`,
    source === undefined
      ? 'as reference: not compared; it takes ai-edge-litert in python3, or in the Python that PREFLASH_PYTHON names.'
      : `as reference: the same answer as ${source} gives.`,
    bound,
  ];
}

/** The comparison for a terminal. */
export function comparisonText(rows: readonly VariantRow[]): string {
  const { heads, cells } = comparisonCells(rows);
  const columns = heads.map((head, index) => {
    return { head, align: index < 2 || index === heads.length - 1 ? ('left' as const) : ('right' as const) };
  });
  const notes = comparisonNotes(rows).map((note) => `  ${note}`);
  return [
    textTable(columns, cells),
    '',
    ...comparisonLegend(rows),
    ...(notes.length > 0 ? ['', 'Findings', ...notes] : []),
  ].join('\n');
}
