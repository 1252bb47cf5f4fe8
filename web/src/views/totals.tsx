import {
  flashPartsOf,
  formatBytes,
  formatCount,
  formatDuration,
  formatMemoryParts,
  measures,
  type Report,
  ramPartsOf,
} from '../../../src/index.ts';

/** The figures of a run and what they are made of, to the byte and the cycle. */
export function Totals({ report }: { readonly report: Report }) {
  const { flash, ram, cycles, latencyMs, clockHz, energyUj } = report;
  return (
    <dl class="totals">
      <Total
        name="Flash"
        figure={`${formatCount(flash.totalBytes)} B`}
        detail={formatMemoryParts(flashPartsOf(report), formatBytes)}
      />
      <Total
        name="RAM"
        figure={`${formatCount(ram.totalBytes)} B`}
        detail={formatMemoryParts(ramPartsOf(report), formatBytes)}
      />
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

/** What the cycles are of; an estimate never without its band. */
function regionOf({ provenance: { engine, region }, model, cycles }: Report): string {
  if (engine === 'estimate') return `an estimate: ${formatCount(cycles.low)} to ${formatCount(cycles.high)}`;
  if (region === null) return 'from reset to the end of the run';
  if (model !== null) return 'one inference';
  return region.calls === 1 ? `in ${region.symbol}` : `in the last of ${region.calls} calls of ${region.symbol}`;
}
