import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type FunctionCycles,
  formatCount,
  formatPercent,
  type InstructionCycles,
  type InstructionProfile,
  type Report,
} from '../../../src/index.ts';
import type { CasePlan } from '../state/cases.ts';
import { useSession } from '../state/context.ts';
import { jobOf } from '../state/job.ts';
import { useAnswer } from '../state/use-answer.ts';

interface InstructionsProps {
  readonly plan: CasePlan;
  readonly report: Report;
  readonly focus: Focus;
}

/** What of a run is looked into; everything that was measured where nothing is said. */
export interface Focus {
  /** Place of a layer in running order. */
  readonly layer?: number;
  /** Name of the function whose code is shown first. */
  readonly functionName?: string;
}

/** The functions that ran, and what each of their instructions took. */
export function Instructions({ plan, report, focus: { layer, functionName } }: InstructionsProps) {
  const session = useSession();
  const [isOpen, open] = useState(false);
  const region = plan.region || report.provenance.region?.symbol;
  const job = { ...jobOf(plan), region: report.model === null ? region : undefined };
  const isAsked = isOpen || layer !== undefined || functionName !== undefined;
  const key = `${plan.key} ${layer} ${isAsked}`;
  const state = useAnswer(
    key,
    isAsked ? (signal) => session.ask((engine, base) => engine.profile(base, job, layer), signal) : undefined,
  );
  return (
    <div class="panel" id="instructions">
      <h3>
        Instructions{layer !== undefined && ` of layer ${report.layers[layer]?.index} (${report.layers[layer]?.op})`}
      </h3>
      {state.status === 'none' && (
        <button type="button" onClick={() => open(true)}>
          Disassemble with cycles
        </button>
      )}
      {state.status === 'waiting' && <progress aria-label="Running it one instruction at a time" />}
      {state.status === 'failed' && <p class="complaint">{state.failure.what}</p>}
      {state.status === 'done' && <ProfileView key={key} profile={state.value} functionName={functionName} />}
    </div>
  );
}

interface ProfileViewProps {
  readonly profile: InstructionProfile;
  readonly functionName: string | undefined;
}

function ProfileView({ profile, functionName }: ProfileViewProps) {
  const { functions, cycles, instructions, isWhole } = profile;
  const wanted = Math.max(
    0,
    functions.findIndex(({ name }) => name === functionName),
  );
  const [chosen, choose] = useState(wanted);
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    choose(wanted);
    if (functionName !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [wanted, functionName]);
  const shown = functions[chosen];
  return (
    <>
      <p ref={place} class="hint">
        {formatCount(instructions)} instructions, {formatCount(cycles)} cycles
        {!isWhole && ': the first of a run that is longer'}
      </p>
      <div class="listing-columns">
        <div class="scroll functions">
          <table>
            <caption class="visually-hidden">Functions that ran</caption>
            <thead>
              <tr>
                <th scope="col">Function</th>
                <th scope="col" class="number">
                  Own cycles
                </th>
                <th scope="col" class="number">
                  Share
                </th>
              </tr>
            </thead>
            <tbody>
              {functions.map((each, index) => (
                <FunctionRow
                  key={`${each.name}${index}`}
                  of={each}
                  share={each.cycles / cycles}
                  isChosen={index === chosen}
                  onChoose={() => choose(index)}
                />
              ))}
            </tbody>
          </table>
        </div>
        {shown !== undefined && <Listing of={shown} />}
      </div>
    </>
  );
}

interface FunctionRowProps {
  readonly of: FunctionCycles;
  readonly share: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function FunctionRow({ of, share, isChosen, onChoose }: FunctionRowProps) {
  return (
    <tr class={isChosen ? 'selected' : ''}>
      <th scope="row">
        <button type="button" class="link" aria-pressed={isChosen} onClick={onChoose}>
          {of.name}
        </button>
      </th>
      <td class="number">{formatCount(of.cycles)}</td>
      <td class="number">{formatPercent(share)}</td>
    </tr>
  );
}

/** The code of a function around what took most, which is darkest. */
function Listing({ of: { name, cycles, instructions } }: { readonly of: FunctionCycles }) {
  const hottest = useRef<HTMLTableRowElement>(null);
  const most = Math.max(...instructions.map((line) => line.cycles));
  const hottestAddress = instructions.find((line) => line.cycles === most)?.address;
  useEffect(() => {
    const row = hottest.current;
    const place = row?.closest('.listing');
    if (row && place) place.scrollTop = row.offsetTop - place.clientHeight / 2;
  }, [hottestAddress]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached with the keyboard
    <section class="scroll listing" aria-label={`Code of ${name}`} tabIndex={0}>
      <table>
        <caption class="visually-hidden">Instructions of {name} with their cycles</caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Instruction</th>
            <th scope="col" class="number">
              Times
            </th>
            <th scope="col" class="number">
              Cycles
            </th>
            <th scope="col" class="number">
              Each
            </th>
          </tr>
        </thead>
        <tbody>
          {instructions.map((line) => (
            <Line
              key={line.address}
              line={line}
              share={line.cycles / Math.max(1, cycles)}
              rowRef={line.address === hottestAddress ? hottest : undefined}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface LineProps {
  readonly line: InstructionCycles;
  /** Of the function's cycles. */
  readonly share: number;
  /** Of the line that the listing shows first. */
  readonly rowRef: Ref<HTMLTableRowElement> | undefined;
}

function Line({ line, share, rowRef }: LineProps) {
  const { address, text, count, cycles } = line;
  // A tenth of a function's cycles in one instruction is as dark as it gets.
  const heat = `${Math.min(60, share * 600).toFixed(0)}%`;
  return (
    <tr ref={rowRef ?? null} class={count === 0 ? 'not-run' : ''}>
      <td>
        <code>{address.toString(16).toUpperCase().padStart(8, '0')}</code>
      </td>
      <td>
        <code>{text}</code>
      </td>
      <td class="number">{count === 0 ? '-' : formatCount(count)}</td>
      <td class="number" style={{ background: `color-mix(in srgb, var(--heat) ${heat}, transparent)` }}>
        {count === 0 ? '-' : formatCount(cycles)}
      </td>
      <td class="number">{count === 0 ? '-' : (cycles / count).toFixed(2)}</td>
    </tr>
  );
}
