import { useState } from 'preact/hooks';
import type { Report } from '../../../src/index.ts';
import { type Failure, wordOf } from '../engine/failure.ts';
import { baselineFor } from '../state/baseline.ts';
import type { Case, CasePlan } from '../state/cases.ts';
import { useSession } from '../state/context.ts';
import { barsOf, limitsOf, verdictOf } from '../state/limits.ts';
import { BudgetBars } from './budget-bars.tsx';
import { placeOf } from './case-table.tsx';
import { Drawing } from './drawing.tsx';
import { Findings } from './findings.tsx';
import { FlameGraph } from './flame-graph.tsx';
import { type Focus, Instructions } from './instructions.tsx';
import { Layers } from './layers.tsx';
import { MemoryPlan } from './memory-plan.tsx';
import { NextFrame } from './next-frame.tsx';
import { inPageWords } from './page-words.ts';
import { Prose } from './prose.tsx';
import { Provenance } from './provenance.tsx';
import { Share } from './share.tsx';
import { Totals } from './totals.tsx';

/** The run that is chosen, in full. */
export function CaseDetail() {
  const row = useSession().selected.value;
  if (row === undefined) return null;
  return (
    <section class="detail" aria-label={`${row.name} in full`} aria-live="polite">
      <Detail row={row} />
    </section>
  );
}

function Detail({ row }: { readonly row: Case }) {
  const { value: state } = row.state;
  switch (state.status) {
    case 'done':
      return <ReportView key={row.key} name={row.name} plan={row.plan} report={state.report} seconds={state.seconds} />;
    case 'failed':
      return <FailureView row={row} failure={state.failure} />;
    case 'running':
      return <p class="empty">Running: {state.text}</p>;
    default:
      return <p class="empty">Waiting for its turn</p>;
  }
}

interface ReportViewProps {
  /** Of the file, for firmware. */
  readonly name: string;
  /** Undefined for a report that was opened. */
  readonly plan: CasePlan | undefined;
  readonly report: Report;
  readonly seconds: number | undefined;
}

function ReportView({ name, plan, report, seconds }: ReportViewProps) {
  const [focus, setFocus] = useState<Focus>({});
  // An estimate has no run to look into.
  const run = plan?.engine === 'simulate' ? plan : undefined;
  const session = useSession();
  const limits = limitsOf(session.settings.value.budgets);
  const baseline = baselineFor(report, session.openedReports.value);
  const { tone, word } = verdictOf(report, limits, baseline);
  const { model, device } = report;
  return (
    <>
      <div class="panel">
        <h2>
          <span class={`verdict ${tone}`}>{word}</span> {model?.name ?? name} on {device.name}{' '}
          <small>
            {device.core}, {device.clockHz / 1e6} MHz
          </small>
        </h2>
        <BudgetBars bars={barsOf(report, limits, baseline)} />
        <Totals report={report} />
        <Share report={report} />
      </div>
      <Findings report={report} />
      <Layers
        report={report}
        layer={focus.layer}
        onChoose={run !== undefined && report.model !== null ? (layer) => setFocus({ layer }) : undefined}
      />
      <NextFrame>
        <MemoryPlan report={report} />
        {run !== undefined && (
          <FlameGraph plan={run} report={report} onChoose={(name) => setFocus({ functionName: name })} />
        )}
        {run !== undefined && <Instructions plan={run} report={report} focus={focus} />}
        {run !== undefined && report.model !== null && <Drawing plan={run} />}
        <Provenance report={report} seconds={seconds} />
      </NextFrame>
    </>
  );
}

/** Firmware that cannot be turned into figures is a result, too: what, where, and what to do. */
function FailureView({ row, failure }: { readonly row: Case; readonly failure: Failure }) {
  const session = useSession();
  return (
    <div class="panel failure" role="alert">
      <h2>
        <span class="verdict fail">{wordOf(failure)}</span> {row.name} <small>{placeOf(row)}</small>
      </h2>
      <dl>
        <dt>Where</dt>
        <dd>
          <code>{inPageWords(failure.where)}</code>
        </dd>
        <dt>What</dt>
        <dd>
          <Prose text={inPageWords(failure.what)} />
        </dd>
        <dt>What to do</dt>
        <dd>
          <Prose text={inPageWords(failure.advice)} />
        </dd>
      </dl>
      <button type="button" onClick={() => session.restart(row)}>
        Run it again
      </button>
    </div>
  );
}
