import { formatBytes, formatCount, formatPercent, type Report, type ReportLayer } from '../../../src/index.ts';
import { CauseStack } from './cause-stack.tsx';
import { causes } from './causes.ts';

interface LayersProps {
  readonly report: Report;
  /** Place of the layer that is shown in full. */
  readonly layer: number | undefined;
  /** Undefined where a layer cannot be shown in full. */
  readonly onChoose: ((layer: number) => void) | undefined;
}

/** Cycles of each layer, where they went, and what a multiply-accumulate takes. */
export function Layers({ report, layer: chosen, onChoose }: LayersProps) {
  const { layers, cycles, estimate } = report;
  if (layers.length === 0) return <WholeRun report={report} />;
  const most = Math.max(...layers.map((layer) => layer.cycles));
  return (
    <div class="panel">
      <h3>Layers</h3>
      <Legend byCause={cycles.byCause} />
      <div class="scroll">
        <table class="layers">
          <caption class="visually-hidden">Cycles of each layer</caption>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Op</th>
              <th scope="col">Output</th>
              <th scope="col" class="wide">
                Where its cycles go
              </th>
              <th scope="col" class="number">
                Cycles
              </th>
              <th scope="col" class="number">
                Share
              </th>
              <th scope="col" class="number">
                MACs
              </th>
              <th scope="col" class="number">
                Cycles/MAC
              </th>
              <th scope="col" class="number">
                Flash
              </th>
            </tr>
          </thead>
          <tbody>
            {layers.map((layer, position) => (
              <LayerRow
                key={position}
                layer={layer}
                band={estimate?.layers[position]}
                most={most}
                isChosen={position === chosen}
                onChoose={onChoose && (() => onChoose(position))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface LayerRowProps {
  readonly layer: ReportLayer;
  /** Where its cycles may lie, of an estimate. */
  readonly band: { readonly low: number; readonly high: number } | undefined;
  /** Cycles of the longest layer. */
  readonly most: number;
  readonly isChosen: boolean;
  readonly onChoose: (() => void) | undefined;
}

function LayerRow({ layer, band, most, isChosen, onChoose }: LayerRowProps) {
  const { index, op, name, shape, cycles, share, macs, cyclesPerMac, flashBytes, byCause } = layer;
  return (
    <tr class={isChosen ? 'selected' : ''}>
      <td>{index}</td>
      <th scope="row" title={name}>
        {onChoose === undefined ? (
          op
        ) : (
          <button type="button" class="link" aria-pressed={isChosen} onClick={onChoose}>
            {op}
          </button>
        )}
      </th>
      <td>{shape.join('x')}</td>
      <td class="wide">
        <CauseStack byCause={byCause} scale={cycles / most} />
      </td>
      <td class="number">
        {formatCount(cycles)}
        {band !== undefined && (
          <small class="band">
            {formatCount(band.low)} to {formatCount(band.high)}
          </small>
        )}
      </td>
      <td class="number">{formatPercent(share)}</td>
      <td class="number">{macs === 0 ? '-' : formatCount(macs)}</td>
      <td class="number">{cyclesPerMac === null ? '-' : cyclesPerMac.toFixed(2)}</td>
      <td class="number">{formatBytes(flashBytes)}</td>
    </tr>
  );
}

/** Firmware whose layers are not known: the causes of the whole are known all the same. */
function WholeRun({ report: { cycles } }: { readonly report: Report }) {
  return (
    <div class="panel">
      <h3>Where its cycles go</h3>
      <Legend byCause={cycles.byCause} />
      <CauseStack byCause={cycles.byCause} scale={1} />
    </div>
  );
}

/** The causes that occur, with their share of all cycles. */
function Legend({ byCause }: { readonly byCause: Report['cycles']['byCause'] }) {
  const sum = Object.values(byCause).reduce((total, count) => total + count, 0);
  const shown = causes.filter(({ cause }) => (byCause[cause] ?? 0) > 0);
  return (
    <ul class="legend">
      {shown.map(({ cause, label, color }) => (
        <li key={cause}>
          <span class="swatch" style={{ background: `var(${color})` }} /> {label}{' '}
          <small>{formatPercent((byCause[cause] ?? 0) / sum)}</small>
        </li>
      ))}
    </ul>
  );
}
