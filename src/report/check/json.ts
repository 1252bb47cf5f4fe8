import type { CheckRenderer } from './reporter.ts';

/** The whole result, version 1 of `check.schema.json`; what `preflash merge` reads. */
export const renderCheckJson: CheckRenderer = (report) => JSON.stringify(report, null, 2);
