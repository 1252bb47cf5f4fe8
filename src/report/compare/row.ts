import { confidenceInterval } from '../../compare/interval.ts';
import type { Remark } from '../../compare/remarks.ts';
import { type AxisValues, axes, type Standing, standings } from '../../compare/standing.ts';
import type { Accuracy } from '../../estimate/accuracy.ts';
import type { ModelInfo } from '../../model/types.ts';
import type { Report } from '../schema.ts';

/** One variant on one part as it was measured, or why there is no figure. */
export type VariantRow = {
  /** File, part where there are several, and build where there are several. */
  readonly name: string;
  readonly deviceId: string;
  readonly fileBytes: number;
  readonly gzipBytes: number;
  /** Undefined where the model could not be read. */
  readonly model: Pick<ModelInfo, 'variant' | 'parameters' | 'textbookBoundValues' | 'largestLayerValues'> | undefined;
  readonly remarks: readonly Remark[];
  /** How it answers the data set; undefined without one, and for firmware. */
  readonly accuracy: Accuracy | undefined;
} & ({ readonly report: Report } | { readonly refusal: string });

export type MeasuredRow = Extract<VariantRow, { report: Report }>;

/** A row beside the others of its part. */
export type RankedRow =
  | { readonly row: MeasuredRow; readonly standing: Standing }
  | { readonly row: VariantRow; readonly standing?: undefined };

export const isMeasured = (row: VariantRow): row is MeasuredRow => 'report' in row;

/** The figures rows are ranked by. */
export function axisValues({ fileBytes, gzipBytes, report, accuracy }: MeasuredRow): AxisValues {
  return {
    ...(accuracy?.correct === undefined ? {} : { wrongAnswers: accuracy.inputs - accuracy.correct }),
    fileBytes,
    gzipBytes,
    flashBytes: report.flash.totalBytes,
    ramBytes: report.ram.totalBytes,
    cycles: report.cycles.total,
    latencyMs: report.latencyMs,
    energyUj: report.energyUj,
  };
}

/** Every row with its standing among the measured rows of the same part; those without figures have none. */
export function rank(rows: readonly VariantRow[]): RankedRow[] {
  return rows.map((row) => {
    if (!isMeasured(row)) return { row };
    const rivals = rows.filter((other) => other.deviceId === row.deviceId).filter(isMeasured);
    const standing = standings(rivals.map(axisValues))[rivals.indexOf(row)];
    return standing === undefined ? { row } : { row, standing };
  });
}

/** `{schemaVersion, rows}`: each row a report with its name and, under `variant`, what only a comparison knows. */
export function compareJson(rows: readonly VariantRow[]): string {
  return JSON.stringify({ schemaVersion: 1, rows: rank(rows).map(jsonRow) }, null, 2);
}

function jsonRow({ row, standing }: RankedRow): object {
  const { name, deviceId, fileBytes, gzipBytes, model, remarks } = row;
  const variant = { fileBytes, gzipBytes, ...boundsOf(model), ...accuracyJson(row), remarks, ...standing };
  return isMeasured(row) ? { name, ...row.report, variant } : { name, deviceId, refusal: row.refusal, variant };
}

function boundsOf(model: VariantRow['model']): object {
  if (model === undefined) return {};
  const { parameters, textbookBoundValues, largestLayerValues } = model;
  return { parameters, textbookBoundValues, largestLayerValues };
}

function accuracyJson({ accuracy }: VariantRow): object {
  if (accuracy === undefined) return {};
  const { inputs, correct, confusion, agreement, layers } = accuracy;
  const interval = intervalOf(accuracy);
  const share = correct === undefined ? undefined : correct / inputs;
  return { inputs, correct, accuracy: share, accuracyInterval: interval, agreement, confusion, saturation: layers };
}

const intervalOf = (accuracy: Accuracy | undefined): readonly [low: number, high: number] | undefined =>
  accuracy?.correct === undefined ? undefined : confidenceInterval(accuracy.correct, accuracy.inputs);

/** The share of inputs that the reference interpreter answers the same; NaN where it was not asked. */
const agreementOf = (accuracy: Accuracy | undefined): number =>
  accuracy?.agreement === undefined ? Number.NaN : accuracy.agreement.sameClass / accuracy.agreement.inputs;

/** Columns of the tables for programs: a name and a figure of every measured row. */
export const plainColumns: readonly { readonly head: string; readonly value: (row: MeasuredRow) => number }[] = [
  { head: 'accuracy', value: ({ accuracy }) => accuracy?.accuracy ?? Number.NaN },
  { head: 'accuracyLow', value: ({ accuracy }) => intervalOf(accuracy)?.[0] ?? Number.NaN },
  { head: 'accuracyHigh', value: ({ accuracy }) => intervalOf(accuracy)?.[1] ?? Number.NaN },
  { head: 'agreement', value: ({ accuracy }) => agreementOf(accuracy) },
  ...axes.map((axis) => ({ head: axis, value: (row: MeasuredRow) => axisValues(row)[axis] ?? Number.NaN })),
  { head: 'arenaBytes', value: ({ report }) => report.ram.arenaBytes },
  { head: 'heapPeakBytes', value: ({ report }) => report.ram.heapPeakBytes },
  { head: 'stackPeakBytes', value: ({ report }) => report.ram.stackPeakBytes },
  { head: 'textbookBoundValues', value: ({ model }) => model?.textbookBoundValues ?? 0 },
  { head: 'parameters', value: ({ model }) => model?.parameters ?? 0 },
];
