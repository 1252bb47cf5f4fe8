import { exactly, type Figure, type Figures, type LayerFigures, type MeasureFigures } from '../budget/figures.ts';
import type { Capacities } from '../budget/fit.ts';
import type { Report, ReportLayer } from './schema.ts';

/** The figures of a report that limits are set on. Only an estimate has bands. */
export function measuresOf(report: Report): Figures {
  const { estimate } = report;
  return {
    engine: report.provenance.engine,
    totals: { ...(estimate ? estimatedTotals(report, estimate) : simulatedTotals(report)), ...accuracyOf(report) },
    layers: report.layers.map((layer, at) => layerFigures(layer, report, estimate?.layers[at])),
    capacities: capacitiesOf(report),
  };
}

function simulatedTotals(report: Report): MeasureFigures {
  const { flash, ram, cycles, latencyMs, energyUj } = report;
  return {
    flash: exactly(flash.totalBytes),
    ram: exactly(ram.totalBytes),
    stack: exactly(stackBytes(ram)),
    ...(heapIsMeasured(report) && { heap: exactly(ram.heapPeakBytes) }),
    latency: exactly(latencyMs),
    cycles: exactly(cycles.total),
    energy: exactly(energyUj),
  };
}

type Bands = NonNullable<Report['estimate']>;

/** Without what has no band: stack and heap are in the RAM of an estimate and not known apart. */
function estimatedTotals({ flash, ram, cycles, latencyMs, energyUj }: Report, bands: Bands): MeasureFigures {
  return {
    flash: { value: flash.totalBytes, ...bands.flashBytes },
    ram: { value: ram.totalBytes, ...bands.ramBytes },
    latency: { value: latencyMs, ...bands.latencyMs },
    cycles: { value: cycles.total, ...bands.cycles },
    energy: { value: energyUj, ...bands.energyUj },
  };
}

/** Latency and energy are cycles times a constant. Of the flash of an estimate's layers no band is known. */
function layerFigures(layer: ReportLayer, report: Report, band: Bands['layers'][number] | undefined): LayerFigures {
  const { index, name, op } = layer;
  const { low, high } = band ?? { low: layer.cycles, high: layer.cycles };
  const { total } = report.cycles;
  const priced = (of: number): Figure => {
    const price = total === 0 ? 0 : of / total;
    return { value: layer.cycles * price, low: low * price, high: high * price };
  };
  return {
    index,
    name,
    op,
    figures: {
      ...(band === undefined && { flash: exactly(layer.flashBytes) }),
      latency: priced(report.latencyMs),
      cycles: { value: layer.cycles, low, high },
      energy: priced(report.energyUj),
    },
  };
}

/** All stacks together; a task's is counted though it lies in static data. */
const stackBytes = ({ stacks, stackPeakBytes }: Report['ram']): number =>
  stacks.length === 0 ? stackPeakBytes : stacks.reduce((sum, { peakBytes }) => sum + peakBytes, 0);

/** Where the firmware has an allocator that was not watched, 0 would be a false figure. */
const heapIsMeasured = ({ warnings }: Report): boolean => !warnings.some(({ code }) => code === 'heap-not-measured');

/** Where there was a data set with labels: the share of samples that were right. */
function accuracyOf(report: Report): { readonly accuracy?: Figure } {
  return report.accuracy === undefined ? {} : { accuracy: exactly(report.accuracy) };
}

/** The part's memory, as the report's own verdict has it. */
function capacitiesOf({ verdict }: Report): Capacities {
  const limitOf = (name: keyof Capacities) => verdict.checks.find((check) => check.name === name)?.limit ?? 0;
  return { flash: limitOf('flash'), ram: limitOf('ram') };
}
