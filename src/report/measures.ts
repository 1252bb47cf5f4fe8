import { exactly, type Figure, type Figures, type LayerFigures } from '../budget/figures.ts';
import type { Capacities } from '../budget/fit.ts';
import type { Report, ReportLayer } from './schema.ts';

/** The figures of a report that limits are set on. Only an estimate has a band. */
export function measuresOf(report: Report): Figures {
  const { flash, ram, cycles, latencyMs, energyUj } = report;
  const band = bandOf(report);
  return {
    engine: report.provenance.engine,
    totals: {
      flash: exactly(flash.totalBytes),
      ram: exactly(ram.totalBytes),
      stack: exactly(stackBytes(ram)),
      ...(heapIsMeasured(report) && { heap: exactly(ram.heapPeakBytes) }),
      latency: band(latencyMs),
      cycles: band(cycles.total),
      energy: band(energyUj),
      ...accuracyOf(report),
    },
    layers: report.layers.map((layer) => layerFigures(layer, report, band)),
    capacities: capacitiesOf(report),
  };
}

type Band = (value: number) => Figure;

/** Latency and energy are cycles times a constant: they share the band of the cycles. */
function bandOf({ provenance, cycles }: Report): Band {
  const engine: string = provenance.engine;
  if (engine === 'simulate' || cycles.total === 0) return exactly;
  return (value) => ({
    value,
    low: (value * cycles.low) / cycles.total,
    high: (value * cycles.high) / cycles.total,
  });
}

function layerFigures(layer: ReportLayer, report: Report, band: Band): LayerFigures {
  const share = report.cycles.total === 0 ? 0 : layer.cycles / report.cycles.total;
  return {
    index: layer.index,
    name: layer.name,
    op: layer.op,
    figures: {
      flash: exactly(layer.flashBytes),
      latency: band(report.latencyMs * share),
      cycles: band(layer.cycles),
      energy: band(report.energyUj * share),
    },
  };
}

/** All stacks together; a task's is counted though it lies in static data. */
const stackBytes = ({ stacks, stackPeakBytes }: Report['ram']): number =>
  stacks.length === 0 ? stackPeakBytes : stacks.reduce((sum, { peakBytes }) => sum + peakBytes, 0);

/** Where the firmware has an allocator that was not watched, 0 would be a false figure. */
const heapIsMeasured = ({ warnings }: Report): boolean => !warnings.some(({ code }) => code === 'heap-not-measured');

/** Of engine `estimate` with a data set: the share of samples that were right. */
function accuracyOf(report: Report): { readonly accuracy?: Figure } {
  return report.accuracy === undefined ? {} : { accuracy: exactly(report.accuracy) };
}

/** The part's memory, as the report's own verdict has it. */
function capacitiesOf({ verdict }: Report): Capacities {
  const limitOf = (name: keyof Capacities) => verdict.checks.find((check) => check.name === name)?.limit ?? 0;
  return { flash: limitOf('flash'), ram: limitOf('ram') };
}
