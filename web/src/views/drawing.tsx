import { useState } from 'preact/hooks';
import { rasterize } from '../drawing/pixels.ts';
import { digitStrokes, type Stroke } from '../drawing/strokes.ts';
import type { CasePlan } from '../state/cases.ts';
import { useSession } from '../state/context.ts';
import { jobOf } from '../state/job.ts';
import { useAnswer } from '../state/use-answer.ts';
import { Complaint, DrawingAnswer } from './drawing-answer.tsx';
import { Paper } from './paper.tsx';

/** Draw a digit and see what the firmware on the part makes of it. */
export function Drawing({ plan }: { readonly plan: CasePlan }) {
  const session = useSession();
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [isBesideTflite, setBesideTflite] = useState(false);
  const { region: _, ...job } = jobOf(plan);
  const key = `${plan.key} ${JSON.stringify(strokes)}`;
  const state = useAnswer(
    key,
    strokes.length === 0
      ? undefined
      : (signal) => session.ask((engine, base) => engine.classify(base, job, rasterize(strokes)), signal),
  );
  const isTflite = plan.file.kind === 'tflite';
  const input = isTflite && isBesideTflite && state.status === 'done' ? state.value.input : undefined;
  const tflite = useAnswer(
    `${key} ${input === undefined}`,
    input === undefined ? undefined : (signal) => session.askTflite(job.file.bytes, input, signal),
  );
  return (
    <div class="panel drawing">
      <h3>Draw a digit</h3>
      <div class="drawing-columns">
        <div>
          <Paper strokes={strokes} onStroke={(stroke) => setStrokes([...strokes, stroke])} />
          <Digits onChoice={setStrokes} />
          {isTflite && (
            <label class="check" title="TensorFlow's own interpreter of .tflite files: 1.2 MB, loaded once">
              <input
                type="checkbox"
                checked={isBesideTflite}
                onChange={({ currentTarget }) => setBesideTflite(currentTarget.checked)}
              />
              <span>Beside TensorFlow Lite</span>
            </label>
          )}
        </div>
        <div role="status" class="answer">
          {state.status === 'none' && (
            <p class="hint">
              Draw in the square, or choose a digit below it: the firmware on {plan.device.name} says which it is.
            </p>
          )}
          {state.status === 'waiting' && <progress aria-label="The firmware is running" />}
          {state.status === 'failed' && <Complaint failure={state.failure} />}
          {state.status === 'done' && <DrawingAnswer of={state.value} tflite={tflite} part={plan.device.name} />}
        </div>
      </div>
    </div>
  );
}

/** For who cannot or does not want to draw. */
function Digits({ onChoice }: { readonly onChoice: (strokes: readonly Stroke[]) => void }) {
  return (
    <div class="chips">
      {digitStrokes.map((digit, value) => (
        <button key={value} type="button" class="quiet" aria-label={`Draw a ${value}`} onClick={() => onChoice(digit)}>
          {value}
        </button>
      ))}
      <button type="button" class="quiet" onClick={() => onChoice([])}>
        Clear
      </button>
    </div>
  );
}
