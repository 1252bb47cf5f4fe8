import { findDevice, type Report } from '../../../src/index.ts';
import { wordOf } from '../engine/failure.ts';
import { fileFor, isModelFile } from '../files/subject.ts';
import { baselineFor } from '../state/baseline.ts';
import type { Case } from '../state/cases.ts';
import { useSession } from '../state/context.ts';
import { limitsOf, verdictOf } from '../state/limits.ts';
import type { Session } from '../state/session.ts';
import { figuresOf } from './figures.ts';
import { Misfits } from './misfits.tsx';
import { inPageWords } from './page-words.ts';
import { Prose } from './prose.tsx';
import { PageLink } from './share.tsx';

/** Every run side by side: the one that is chosen is shown in full below. */
export function CaseTable() {
  const session = useSession();
  const hasRows = session.cases.value.length > 0;
  return (
    <section class="panel" aria-labelledby="runs">
      <h2 id="runs" class="visually-hidden">
        Runs
      </h2>
      {hasRows ? <Rows /> : <p class="empty">{missingChoice(session)}</p>}
      <Misfits />
      {hasRows && (
        <div class="share">
          <PageLink />
        </div>
      )}
    </section>
  );
}

/** What has to be chosen before there is anything to run. */
function missingChoice({ subjects, settings }: Session): string {
  if (subjects.value.length === 0) return 'Choose a file, or add a sample.';
  const parts = settings.value.deviceIds.map(findDevice);
  if (parts.length === 0) return 'Choose a part.';
  const fits = subjects.value.some((subject) => parts.some(({ core }) => fileFor(subject, core) !== undefined));
  return fits
    ? 'Choose engine, kernels and level under “Build around a model”.'
    : 'None of the chosen parts can run it.';
}

function Rows() {
  return (
    <div class="scroll">
      <table class="cases">
        <caption class="visually-hidden">Runs: files, parts and builds side by side</caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number">
              Flash
            </th>
            <th scope="col" class="number">
              RAM
            </th>
            <th scope="col" class="number">
              Cycles
            </th>
            <th scope="col" class="number">
              Latency
            </th>
            <th scope="col" class="number">
              Energy
            </th>
          </tr>
        </thead>
        <tbody>
          {useSession().cases.value.map((row) => (
            <CaseRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseRow({ row }: { readonly row: Case }) {
  const session = useSession();
  const isSelected = session.selected.value?.key === row.key;
  const { value: state } = row.state;
  return (
    <tr class={isSelected ? 'selected' : ''} data-status={state.status} data-part={row.plan?.device.id}>
      <th scope="row">
        <button type="button" class="link" aria-pressed={isSelected} onClick={() => session.select(row.key)}>
          {row.name}
        </button>
        <small>{placeOf(row)}</small>
      </th>
      <CaseCells row={row} />
    </tr>
  );
}

/** The part and the build of a row: what tells it from the one above. */
export function placeOf({ plan, state }: Case): string {
  if (plan !== undefined) {
    return isModelFile(plan.file) ? `${plan.device.name}, ${buildOf(plan)}` : plan.device.name;
  }
  const { value } = state;
  return value.status === 'done' ? `${value.report.device.name}, a report that was opened` : '';
}

function buildOf({ file, engine, kernels, opt }: NonNullable<Case['plan']>): string {
  const build = file.kind === 'nnom' ? `nnom -${opt}` : `${kernels} -${opt}`;
  return engine === 'estimate' ? `${build}, estimate` : build;
}

function CaseCells({ row }: { readonly row: Case }) {
  const session = useSession();
  const { value: state } = row.state;
  switch (state.status) {
    case 'done':
      return <FigureCells report={state.report} />;
    case 'failed':
      return (
        <td colSpan={6}>
          <span class="verdict fail">{wordOf(state.failure)}</span> <Prose text={inPageWords(state.failure.what)} />
        </td>
      );
    default:
      return (
        <td colSpan={6} class="busy">
          <progress aria-label={`Running ${row.name}`} />{' '}
          <span>{state.status === 'running' ? state.text : 'waiting'}</span>{' '}
          <button type="button" class="quiet" onClick={() => session.cancel(row)}>
            Cancel
          </button>
        </td>
      );
  }
}

function FigureCells({ report }: { readonly report: Report }) {
  const session = useSession();
  const baseline = baselineFor(report, session.openedReports.value);
  const { tone, word } = verdictOf(report, limitsOf(session.settings.value.budgets), baseline);
  return (
    <>
      <td>
        <span class={`verdict ${tone}`}>{word}</span>
      </td>
      {figuresOf(report).map(({ name, text, band }) => (
        <td key={name} class="number">
          {text}
          {band !== undefined && <small class="band">{band}</small>}
        </td>
      ))}
    </>
  );
}
