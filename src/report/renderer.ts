import type { Report } from './schema.ts';

export interface RenderOptions {
  /** Whether the output may hold ANSI colour codes. */
  readonly color: boolean;
}

/** Turns a report into one text, without a newline at the end. */
export type Renderer = (report: Report, options: RenderOptions) => string;
