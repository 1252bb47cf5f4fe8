import type { CheckRenderer } from './reporter.ts';

interface Reporter {
  /** Loaded when asked for, so that no check waits for a format it does not write. */
  readonly load: () => Promise<CheckRenderer>;
  /** What it writes is lines for people or a log: others may print beside it. */
  readonly sharesOutput: boolean;
}

const file = (load: Reporter['load']): Reporter => ({ load, sharesOutput: false });

/** Every format a check can be reported in. */
export const reporters = {
  text: { load: async () => (await import('./text.ts')).renderCheckText, sharesOutput: true },
  json: file(async () => (await import('./json.ts')).renderCheckJson),
  markdown: file(async () => (await import('./markdown.ts')).renderCheckMarkdown),
  junit: file(async () => (await import('./junit.ts')).renderCheckJunit),
  github: { load: async () => (await import('./github.ts')).renderCheckGithub, sharesOutput: true },
  csv: file(async () => (await import('./csv.ts')).renderCheckCsv),
  html: file(async () => (await import('./html/html.ts')).renderCheckHtml),
  'benchmark-action': file(async () => (await import('./benchmark-action.ts')).renderBenchmarkAction),
} as const satisfies Readonly<Record<string, Reporter>>;

export type ReporterName = keyof typeof reporters;
export const reporterNames = Object.keys(reporters) as ReporterName[];
