import type { Measures } from '../budget/types.ts';
import type { Report } from './schema.ts';

/** The figures of a report that limits are set on. */
export function measuresOf(report: Report): Measures {
  const { flash, ram, latencyMs, cycles } = report;
  return { flash: flash.totalBytes, ram: ram.totalBytes, latency: latencyMs, cycles: cycles.total };
}
