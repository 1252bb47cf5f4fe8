import { formatBytes, formatCount, formatDuration, measures, type Report } from '../../../src/index.ts';

/** The figures of a run and what they are made of, to the byte and the cycle. */
export function Totals({ report }: { readonly report: Report }) {
  const { flash, ram, cycles, latencyMs, clockHz, energyUj } = report;
  return (
    <dl class="totals">
      <Total name="Flash" figure={`${formatCount(flash.totalBytes)} B`} detail={partsOf(flashParts(report))} />
      <Total name="RAM" figure={`${formatCount(ram.totalBytes)} B`} detail={partsOf(ramParts(report))} />
      <Total name="Cycles" figure={formatCount(cycles.total)} detail={regionOf(report)} />
      <Total name="Latency" figure={formatDuration(latencyMs)} detail={`at ${clockHz / 1e6} MHz`} />
      <Total name="Energy" figure={measures.energy.format(energyUj)} detail="run current times time" />
    </dl>
  );
}

function Total({ name, figure, detail }: { readonly name: string; readonly figure: string; readonly detail: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{figure}</b> <small>{detail}</small>
      </dd>
    </div>
  );
}

type Part = readonly [name: string, bytes: number];

/** What a prebuilt image has too much is taken off the firmware: the rest is told as one. */
function flashParts({ flash }: Report): readonly Part[] {
  if (flash.unreachableBytes > 0) {
    return [
      ['firmware', flash.totalBytes - flash.modelBytes],
      ['model', flash.modelBytes],
    ];
  }
  return [
    ['code', flash.codeBytes],
    ['constants', flash.constantsBytes],
    ['model', flash.modelBytes],
    ['initialised data', flash.initialisedDataBytes],
    ['unclassified', flash.otherBytes],
  ];
}

const ramParts = ({ ram }: Report): readonly Part[] => [
  ['static', ram.staticBytes],
  ['arena', ram.arenaBytes],
  ['stack peak', ram.stackPeakBytes],
  ['heap peak', ram.heapPeakBytes],
];

const partsOf = (parts: readonly Part[]): string =>
  parts
    .filter(([, bytes]) => bytes !== 0)
    .map(([name, bytes]) => `${name} ${formatBytes(bytes)}`)
    .join(', ');

/** What the cycles are of; an estimate never without its band. */
function regionOf({ provenance: { engine, region }, model, cycles }: Report): string {
  if (engine === 'estimate') return `an estimate: ${formatCount(cycles.low)} to ${formatCount(cycles.high)}`;
  if (region === null) return 'from reset to the end of the run';
  if (model !== null) return 'one inference';
  return region.calls === 1 ? `in ${region.symbol}` : `in the last of ${region.calls} calls of ${region.symbol}`;
}
