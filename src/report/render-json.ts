import type { Renderer } from './renderer.ts';

/** The report as JSON, version 1 of `report.schema.json`. */
export const renderJson: Renderer = (report) => JSON.stringify(report, null, 2);
