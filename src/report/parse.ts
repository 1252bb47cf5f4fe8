import { PreflashError } from '../errors/preflash-error.ts';
import { type Report, reportSchema } from './schema.ts';

/** A file that is not a report, or one of another version. */
export class ReportError extends PreflashError {}

/** More than a report of thousands of layers: what is larger is not looked into. */
const largestBytes = 32 * 1024 * 1024;

/**
 * The report that `preflash run --json` printed.
 *
 * @param where for messages: the file's name
 * @throws ReportError when it is none, is cut off, or has another version
 */
export function parseReport(bytes: Uint8Array, where: string): Report {
  if (bytes.length > largestBytes) throw notAReport(where, `it has ${bytes.length} bytes`);
  const { success, data, error } = reportSchema.safeParse(jsonOf(bytes, where));
  if (success) return data;
  const [issue] = error.issues;
  throw notAReport(where, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'it cannot be read'}`);
}

function jsonOf(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw notAReport(where, (error as Error).message);
  }
}

function notAReport(where: string, detail: string): ReportError {
  return new ReportError({
    where,
    what: `this is not a whole report of version 1 (${detail})`,
    advice: 'Give what `preflash run --json` printed, unchanged.',
  });
}
