import type { CheckReport } from './schema.ts';

export interface ReportContext {
  /** Whether the text may hold ANSI colour codes. */
  readonly color: boolean;
  /** The configuration as the code review shows it: its path from the root of the repository. */
  readonly configFile: string;
}

/** Turns a check's result into one text, without a newline at the end. */
export type CheckRenderer = (report: CheckReport, context: ReportContext) => string;
