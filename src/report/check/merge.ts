import { PreflashError } from '../../errors/preflash-error.ts';
import { concluded } from './build-check.ts';
import { type CheckReport, checkReportSchema } from './schema.ts';

/** Results that are not the parts of one check. */
export class MergeError extends PreflashError {}

/** A result of `preflash check --json`, and the file it was read from. */
export interface NamedResult {
  readonly file: string;
  readonly report: CheckReport;
}

/** Reads the JSON of a check. @throws MergeError when it is none */
export function parseCheckReport(text: string, file: string): CheckReport {
  const advice = 'Write it with preflash check --shard N/M --reporter json=FILE.';
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new MergeError({ where: file, what: `this is not JSON (${(error as Error).message})`, advice });
  }
  const { success, data, error } = checkReportSchema.safeParse(content);
  if (success) return data;
  const [first] = error.issues;
  throw new MergeError({
    where: file,
    what: `this is no result of a check (${first?.path.join('.') || 'it'}: ${first?.message})`,
    advice,
  });
}

/**
 * The result of a check whose shards ran apart: the same as if it had run in one.
 *
 * @throws MergeError when a shard is missing, is there twice, or is of another configuration or version
 */
export function mergeChecks(results: readonly NamedResult[]): CheckReport {
  const [first] = results;
  if (first === undefined)
    throw new MergeError({ where: 'merge', what: 'there is no file', advice: 'Name all shards.' });
  for (const result of results) requireSameCheck(first, result);
  requireEveryShard(results);
  const { report } = first;
  const budgets = results.flatMap(({ report: part }) => part.budgets).sort((a, b) => a.order - b.order);
  return concluded({ ...report, shard: null, budgets });
}

function requireSameCheck(first: NamedResult, { file, report }: NamedResult): void {
  const advice = 'Run every shard with the same commit, options and version of preflash.';
  const differing = (['tool', 'config', 'strict', 'baseline'] as const).find(
    (key) => JSON.stringify(report[key]) !== JSON.stringify(first.report[key]),
  );
  if (differing !== undefined) {
    throw new MergeError({ where: file, what: `its ${differing} is not that of ${first.file}`, advice });
  }
  if (report.shard === null) throw new MergeError({ where: file, what: 'this check was not split', advice });
}

function requireEveryShard(results: readonly NamedResult[]): void {
  const count = results[0]?.report.shard?.count ?? 0;
  const advice = 'Give the result of each shard once.';
  const seen = new Map<number, string>();
  for (const { file, report } of results) {
    const { index = 0, count: ownCount } = report.shard ?? {};
    const earlier = seen.get(index);
    if (ownCount !== count)
      throw new MergeError({ where: file, what: `it is one of ${ownCount}, not of ${count}`, advice });
    if (earlier !== undefined) {
      throw new MergeError({ where: file, what: `shard ${index}/${count} is in ${earlier}, too`, advice });
    }
    seen.set(index, file);
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !seen.has(index));
  if (missing.length === 0) return;
  throw new MergeError({ where: 'merge', what: `shard ${missing.join(', ')} of ${count} is missing`, advice });
}
