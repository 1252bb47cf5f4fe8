import { useState } from 'preact/hooks';
import { formatCount, formatPercent, type ProfileNode, type Report, renderSpeedscope } from '../../../src/index.ts';
import { type Box, boxesOf, cyclesOf } from '../flame/boxes.ts';
import { download } from '../share/download.ts';
import type { CasePlan } from '../state/cases.ts';
import { useSession } from '../state/context.ts';
import { jobOf } from '../state/job.ts';
import { useAnswer } from '../state/use-answer.ts';

interface FlameGraphProps {
  readonly plan: CasePlan;
  readonly report: Report;
  /** Told the name of a function that was chosen. */
  readonly onChoose: (name: string) => void;
}

/** Who called whom, and what it cost: as boxes, and as a table. */
export function FlameGraph({ plan, report, onChoose }: FlameGraphProps) {
  const session = useSession();
  const [isOpen, open] = useState(false);
  const state = useAnswer(
    `${plan.key} ${isOpen}`,
    isOpen ? (signal) => session.ask((engine, base) => engine.callTree(base, jobOf(plan)), signal) : undefined,
  );
  return (
    <div class="panel">
      <h3>Functions</h3>
      {state.status === 'none' && (
        <button type="button" onClick={() => open(true)}>
          Follow the calls
        </button>
      )}
      {state.status === 'waiting' && <progress aria-label="Following the calls" />}
      {state.status === 'failed' && <p class="complaint">{state.failure.what}</p>}
      {state.status === 'done' && <CallTreeView roots={state.value} report={report} onChoose={onChoose} />}
    </div>
  );
}

interface CallTreeViewProps extends Pick<FlameGraphProps, 'report' | 'onChoose'> {
  readonly roots: readonly ProfileNode[];
}

function CallTreeView({ roots, report, onChoose }: CallTreeViewProps) {
  const [root, setRoot] = useState<ProfileNode | undefined>(undefined);
  const boxes = boxesOf(root === undefined ? roots : [root]);
  const total = roots.reduce((sum, each) => sum + cyclesOf(each), 0);
  const choose = (node: ProfileNode): void => {
    setRoot(node);
    onChoose(node.symbol);
  };
  const save = (): void =>
    download(
      'profile.speedscope.json',
      renderSpeedscope(roots, report.model?.name ?? 'firmware', report.tool.version),
      'application/json',
    );
  return (
    <>
      <div class="share">
        <button type="button" disabled={root === undefined} onClick={() => setRoot(undefined)}>
          Show all
        </button>
        <button type="button" onClick={save}>
          Download for speedscope
        </button>
        <span class="hint">
          A box is as wide as the cycles of the function and of all it called. Choose one to look into it: its code is
          below.
        </span>
      </div>
      <Flames boxes={boxes} total={total} onChoose={choose} />
      <details>
        <summary>The same as a table</summary>
        <CallTable boxes={boxes} total={total} />
      </details>
    </>
  );
}

interface FlamesProps {
  readonly boxes: readonly Box[];
  readonly total: number;
  readonly onChoose: (node: ProfileNode) => void;
}

const rowPx = 22;

function Flames({ boxes, total, onChoose }: FlamesProps) {
  const rows = 1 + Math.max(...boxes.map(({ depth }) => depth));
  return (
    <div class="flames" style={{ height: `${rows * rowPx}px` }}>
      {boxes.map(({ node, chain, depth, left, width, cycles }) => (
        <button
          key={chain.join('>')}
          type="button"
          class={`flame flame-${depth % 3}`}
          title={`${node.symbol}: ${formatCount(cycles)} cycles, ${formatPercent(cycles / total)}, called ${formatCount(node.calls)} times`}
          style={{ left: `${left * 100}%`, width: `${width * 100}%`, top: `${depth * rowPx}px` }}
          onClick={() => onChoose(node)}
        >
          {node.symbol}
        </button>
      ))}
    </div>
  );
}

function CallTable({ boxes, total }: { readonly boxes: readonly Box[]; readonly total: number }) {
  return (
    <div class="scroll">
      <table class="calls">
        <caption class="visually-hidden">Functions by who called them</caption>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col" class="number">
              Cycles with callees
            </th>
            <th scope="col" class="number">
              Share
            </th>
            <th scope="col" class="number">
              Calls
            </th>
          </tr>
        </thead>
        <tbody>
          {boxes.map(({ node, chain, depth, cycles }) => (
            <tr key={chain.join('>')}>
              <th scope="row" style={{ paddingLeft: `${depth + 0.5}em` }}>
                {node.symbol}
              </th>
              <td class="number">{formatCount(cycles)}</td>
              <td class="number">{formatPercent(cycles / total)}</td>
              <td class="number">{formatCount(node.calls)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
