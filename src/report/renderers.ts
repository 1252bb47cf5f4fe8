import type { Report } from './schema.ts';

export interface RenderOptions {
  /** Whether the output may hold ANSI colour codes. */
  readonly color: boolean;
}

/** Turns a report into one text, without a newline at the end. */
export type Renderer = (report: Report, options: RenderOptions) => string;

/** Every format a report can be printed in; loaded when asked for, so that no run waits for one it does not print. */
export const renderers = {
  text: async (): Promise<Renderer> => (await import('./render-text.ts')).renderText,
  json: async (): Promise<Renderer> => (await import('./render-json.ts')).renderJson,
} as const;

export type ReportFormat = keyof typeof renderers;
