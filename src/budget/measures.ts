import { formatBytes, parseBytes } from '../units/bytes.ts';
import { formatCycles, parseCycles } from '../units/cycles.ts';
import { formatDuration, parseDuration } from '../units/duration.ts';
import { formatEnergy, parseEnergy } from '../units/energy.ts';
import { parsePercent } from '../units/percent.ts';
import type { CapacityName } from './fit.ts';

/** What can be limited. The order is the order of checks in a verdict. */
export const measureNames = ['flash', 'ram', 'stack', 'heap', 'latency', 'cycles', 'energy', 'accuracy'] as const;
export type MeasureName = (typeof measureNames)[number];

export interface Measure {
  /** What people call it in a table. */
  readonly title: string;
  /** Unit of the figures in JSON and CSV. */
  readonly unit: 'B' | 'ms' | 'cycles' | 'uJ' | 'share of 1';
  /** Reads an absolute limit; throws a UnitError. */
  readonly parse: (text: string) => number;
  readonly format: (value: number) => string;
  /** A correct limit, for messages. */
  readonly example: string;
  /** A limit is the most there may be, or the least. */
  readonly better: 'less' | 'more';
  /** The part's memory it takes a share of: `80%` means a share of that. */
  readonly capacity?: CapacityName;
  /** Whether it is known of each layer. */
  readonly perLayer: boolean;
}

const bytes = { unit: 'B', parse: parseBytes, format: formatBytes, example: '64 KiB', better: 'less' } as const;

/** Accuracy is kept as a share of 1 and written in percent. */
const formatAccuracy = (share: number): string => `${Number((share * 100).toFixed(2))} %`;

/** Everything that can be limited: one entry a measure. */
export const measures: Readonly<Record<MeasureName, Measure>> = {
  flash: { ...bytes, title: 'flash', capacity: 'flash', perLayer: true },
  ram: { ...bytes, title: 'RAM', capacity: 'ram', perLayer: false },
  stack: { ...bytes, title: 'stack', capacity: 'ram', perLayer: false },
  heap: { ...bytes, title: 'heap', capacity: 'ram', perLayer: false },
  latency: {
    title: 'latency',
    unit: 'ms',
    parse: parseDuration,
    format: formatDuration,
    example: '12 ms',
    better: 'less',
    perLayer: true,
  },
  cycles: {
    title: 'cycles',
    unit: 'cycles',
    parse: parseCycles,
    format: formatCycles,
    example: '1.5 Mcycles',
    better: 'less',
    perLayer: true,
  },
  energy: {
    title: 'energy',
    unit: 'uJ',
    parse: parseEnergy,
    format: formatEnergy,
    example: '1.5 mJ',
    better: 'less',
    perLayer: true,
  },
  accuracy: {
    title: 'accuracy',
    unit: 'share of 1',
    parse: parsePercent,
    format: formatAccuracy,
    example: '97 %',
    better: 'more',
    perLayer: false,
  },
};

/** Measures that a limit on a layer can be set on. */
export const layerMeasureNames = measureNames.filter((name) => measures[name].perLayer);
