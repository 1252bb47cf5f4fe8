import { type MeasureName, measures } from '../../budget/measures.ts';
import type { ChannelCost } from '../../cost/types.ts';
import { narrowerAdvice } from '../../model/narrower.ts';
import type { Report } from '../schema.ts';
import type { Cause } from './schema.ts';

type Advise = (report: Report, cause: Cause | undefined) => string;

/** What to do about a limit that is not kept: one entry a measure. */
const advice: Readonly<Record<MeasureName, Advise>> = {
  flash: (report, cause) =>
    report.model?.variant === 'float32'
      ? 'Quantise the model to int8: its weights then take a quarter.'
      : `Begin with ${cause?.name ?? 'the largest symbol'}; preflash why lists every symbol.`,
  ram: (report, cause) => {
    if (report.model?.variant === 'float32') return 'Quantise the model to int8: its activations then take a quarter.';
    if (cause?.name === 'arena')
      return 'The arena holds the largest activations: fewer channels or a larger stride there.';
    return `Begin with ${cause?.name ?? 'the largest symbol'}; preflash why lists every symbol.`;
  },
  stack: () => 'Look for large local arrays and deep calls: static buffers are counted where a linker sees them.',
  heap: () => 'Allocate once at start-up, or use static buffers.',
  latency: aboutTime,
  cycles: aboutTime,
  energy: aboutTime,
  accuracy: () => 'Calibrate with data like that in use, or train with quantisation (QAT).',
};

/** The report's own finding about most of the cycles. */
function aboutTime({ findings }: Report): string {
  return findings[0]?.advice ?? 'Measure with --layers-of FUNCTION to see where the cycles go.';
}

/** What of a layer's channels a measure is about, in its unit; measures that no channel changes are left out. */
const perChannel: Readonly<Partial<Record<MeasureName, (cost: ChannelCost, report: Report) => number>>> = {
  flash: ({ flashBytes }) => flashBytes,
  ram: ({ ramBytes }) => ramBytes,
  cycles: ({ cycles }) => cycles,
  latency: ({ cycles }, { clockHz }) => (cycles / clockHz) * 1000,
  energy: ({ cycles }, { energyUj, cycles: { total } }) => (cycles / total) * energyUj,
};

/** Which layer to make narrower, and by how much; nothing where that is no way. */
function narrower(name: MeasureName, report: Report, excess: number): string[] {
  const costOf = perChannel[name];
  if (costOf === undefined) return [];
  const layers = report.layers.flatMap(({ index, op, perChannel: cost }) =>
    cost === undefined ? [] : [{ layer: index, op, channels: cost.channels, perChannel: costOf(cost, report) }],
  );
  return [narrowerAdvice(layers, excess, measures[name].format) ?? []].flat();
}

/** What to do about one limit that is exceeded by `excess`, as sentences. */
export function limitAdvice(name: MeasureName, report: Report, cause: Cause | undefined, excess: number): string {
  return [...narrower(name, report, excess), advice[name](report, cause)].join(' ');
}
