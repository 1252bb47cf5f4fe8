import { formatBytes, formatCount, formatDuration, measures, type Report } from '../../../src/index.ts';

/** One figure of a report as text. */
export interface Figure {
  readonly name: 'flash' | 'ram' | 'cycles' | 'latency' | 'energy';
  readonly text: string;
  /** Where it may lie; undefined for what was simulated. An estimate never appears without its band. */
  readonly band: string | undefined;
}

/** The five figures that every run has, short enough for a table. */
export function figuresOf({ flash, ram, cycles, latencyMs, energyUj, estimate }: Report): Figure[] {
  const bandOf = (band: { low: number; high: number } | undefined, format: (value: number) => string) =>
    band && `${format(band.low)} to ${format(band.high)}`;
  const figure = (
    name: Figure['name'],
    value: number,
    format: (value: number) => string,
    band: { low: number; high: number } | undefined,
  ): Figure => ({ name, text: format(value), band: bandOf(band, format) });
  return [
    figure('flash', flash.totalBytes, formatBytes, estimate?.flashBytes),
    figure('ram', ram.totalBytes, formatBytes, estimate?.ramBytes),
    figure('cycles', cycles.total, formatCount, estimate?.cycles),
    figure('latency', latencyMs, formatDuration, estimate?.latencyMs),
    figure('energy', energyUj, measures.energy.format, estimate?.energyUj),
  ];
}
