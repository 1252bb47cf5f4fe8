import {
  flashPartsOf,
  formatBytes,
  formatCount,
  formatMemoryParts,
  type Report,
  ramPartsOf,
} from '../../../src/index.ts';
import { type Figure, figuresOf } from './figures.ts';

/** The figures of a run and what they are made of, to the byte and the cycle; of an estimate each with its band. */
export function Totals({ report }: { readonly report: Report }) {
  const figures = figuresOf(report);
  return (
    <dl class="totals">
      {figures.map((figure) => (
        <Total key={figure.name} report={report} of={figure} />
      ))}
    </dl>
  );
}

interface Aspect {
  readonly title: string;
  /** In place of the short text of a table. */
  readonly exact?: (report: Report) => string;
  readonly detail: (report: Report) => string;
}

const aspects: Readonly<Record<Figure['name'], Aspect>> = {
  flash: {
    title: 'Flash',
    exact: ({ flash }) => `${formatCount(flash.totalBytes)} B`,
    detail: (report) => formatMemoryParts(flashPartsOf(report), formatBytes),
  },
  ram: {
    title: 'RAM',
    exact: ({ ram }) => `${formatCount(ram.totalBytes)} B`,
    detail: (report) => formatMemoryParts(ramPartsOf(report), formatBytes),
  },
  cycles: { title: 'Cycles', detail: regionOf },
  latency: { title: 'Latency', detail: ({ clockHz }) => `at ${clockHz / 1e6} MHz` },
  energy: { title: 'Energy', detail: () => 'run current times time' },
};

function Total({ report, of: { name, text, band } }: { readonly report: Report; readonly of: Figure }) {
  const { title, exact, detail } = aspects[name];
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <b>{exact?.(report) ?? text}</b> {band !== undefined && <small class="band">{band};</small>}{' '}
        <small>{detail(report)}</small>
      </dd>
    </div>
  );
}

/** What the cycles are of. */
function regionOf({ provenance: { engine, region }, model }: Report): string {
  if (engine === 'estimate') return 'one inference';
  if (region === null) return 'from reset to the end of the run';
  if (model !== null) return 'one inference';
  return region.calls === 1 ? `in ${region.symbol}` : `in the last of ${region.calls} calls of ${region.symbol}`;
}
