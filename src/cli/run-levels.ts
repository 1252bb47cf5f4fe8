import { type LevelRow, levelTable, type OptimizationLevel, PreflashError, type Report } from '../index.ts';
import { exitCodes } from './exit-codes.ts';
import { printResult } from './output.ts';

/**
 * Measures one model at several optimisation levels and prints them side by side, or as `{schemaVersion, rows}`.
 * @returns the exit code: what does not fit at one level is a row and not an error
 */
export async function runLevels(
  run: (opt: OptimizationLevel) => Promise<Report>,
  levels: readonly OptimizationLevel[],
  json: boolean,
): Promise<number> {
  const rows: LevelRow[] = [];
  for (const opt of levels) rows.push(await measureLevel(run, opt));
  printResult(json ? toJson(rows) : levelTable(rows));
  return rows.every((row) => 'report' in row && row.report.verdict.pass) ? exitCodes.ok : exitCodes.exceeded;
}

async function measureLevel(
  run: (opt: OptimizationLevel) => Promise<Report>,
  opt: OptimizationLevel,
): Promise<LevelRow> {
  try {
    return { name: opt, report: await run(opt) };
  } catch (error) {
    if (!(error instanceof PreflashError) || error.kind !== 'does-not-fit') throw error;
    return { name: opt, refusal: `does not fit: ${error.what}` };
  }
}

function toJson(rows: readonly LevelRow[]): string {
  const flat = rows.map((row) => ('report' in row ? { name: row.name, ...row.report } : row));
  return JSON.stringify({ schemaVersion: 1, rows: flat }, null, 2);
}
