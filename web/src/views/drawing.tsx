import { useState } from 'preact/hooks';
import { formatCount, formatDuration } from '../../../src/index.ts';
import { rasterize } from '../drawing/pixels.ts';
import { digitStrokes, type Stroke } from '../drawing/strokes.ts';
import type { Answer, Classification } from '../engine/protocol.ts';
import type { CasePlan } from '../state/cases.ts';
import { useSession } from '../state/context.ts';
import { jobOf } from '../state/session.ts';
import { useAnswer } from '../state/use-answer.ts';
import { Paper } from './paper.tsx';

/** Draw a digit and see what the firmware on the part makes of it. */
export function Drawing({ plan }: { readonly plan: CasePlan }) {
  const session = useSession();
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const { region: _, ...job } = jobOf(plan);
  const state = useAnswer(
    `${plan.key} ${JSON.stringify(strokes)}`,
    strokes.length === 0
      ? undefined
      : (signal) => session.ask((engine, base) => engine.classify(base, job, rasterize(strokes)), signal),
  );
  return (
    <div class="panel drawing">
      <h3>Draw a digit</h3>
      <div class="drawing-columns">
        <div>
          <Paper strokes={strokes} onStroke={(stroke) => setStrokes([...strokes, stroke])} />
          <div class="chips">
            {digitStrokes.map((digit, value) => (
              <button
                key={value}
                type="button"
                class="quiet"
                aria-label={`Draw a ${value}`}
                onClick={() => setStrokes(digit)}
              >
                {value}
              </button>
            ))}
            <button type="button" class="quiet" onClick={() => setStrokes([])}>
              Clear
            </button>
          </div>
        </div>
        <div role="status" class="answer">
          {state.status === 'none' && <p class="hint">The firmware on {plan.device.name} says which digit it is.</p>}
          {state.status === 'waiting' && <progress aria-label="The firmware is running" />}
          {state.status === 'failed' && (
            <p class="complaint">
              {state.failure.what}. {state.failure.advice}
            </p>
          )}
          {state.status === 'done' && <Said of={state.value} part={plan.device.name} />}
        </div>
      </div>
    </div>
  );
}

function Said({
  of: { firmware, reference, cycles, latencyMs },
  part,
}: {
  readonly of: Classification;
  readonly part: string;
}) {
  return (
    <>
      <p>
        <b class="said-digit">{firmware.best}</b> says the firmware on {part}, after {formatCount(cycles)} cycles (
        {formatDuration(latencyMs)}).
      </p>
      <table class="scores">
        <caption class="visually-hidden">Scores of each class as they come out of the network</caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" class="number">
              Firmware
            </th>
            {reference !== undefined && (
              <th scope="col" class="number" title="The reference kernels of the same runtime, compiled to WebAssembly">
                Reference
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {firmware.scores.map((score, value) => (
            <tr key={value} class={value === firmware.best ? 'selected' : ''}>
              <th scope="row">{value}</th>
              <td class="number">{scoreText(score)}</td>
              {reference !== undefined && <td class="number">{scoreText(reference.scores[value] ?? Number.NaN)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {reference !== undefined && <p class="hint">{agreement(firmware, reference)}</p>}
    </>
  );
}

const scoreText = (score: number): string => (Number.isInteger(score) ? String(score) : score.toPrecision(5));

function agreement(firmware: Answer, reference: Answer): string {
  const beside = 'the reference kernels, run as WebAssembly on this computer';
  const isSame = firmware.scores.every((score, index) => score === reference.scores[index]);
  if (isSame) return `Every score is that of ${beside}.`;
  const difference = Math.max(...firmware.scores.map((score, index) => Math.abs(score - reference.scores[index]!)));
  if (firmware.best === reference.best) {
    return `The same digit as ${beside}; no score differs by more than ${difference.toPrecision(2)}.`;
  }
  return `Another digit than ${beside}: ${reference.best}.`;
}
