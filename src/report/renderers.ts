import type { Renderer } from './renderer.ts';

/** Every format a report can be printed in; loaded when asked for, so that no run waits for one it does not print. */
export const renderers = {
  text: async (): Promise<Renderer> => (await import('./render-text.ts')).renderText,
  json: async (): Promise<Renderer> => (await import('./render-json.ts')).renderJson,
  html: async (): Promise<Renderer> => (await import('./render-html.ts')).renderHtml,
} as const;

export type ReportFormat = keyof typeof renderers;
