import { formatCount, formatDuration } from '../../../src/index.ts';
import type { Failure } from '../engine/failure.ts';
import type { Answer, Classification } from '../engine/protocol.ts';
import type { AnswerState } from '../state/use-answer.ts';
import { Prose } from './prose.tsx';

/** Someone else's answer to the same input. */
interface Other {
  readonly heading: string;
  /** As part of a sentence. */
  readonly name: string;
  readonly answer: Answer;
}

/** What the firmware says, and beside it what others say of the same input. */
export function DrawingAnswer({
  of: { firmware, reference, cycles, latencyMs },
  tflite,
  part,
}: {
  readonly of: Classification;
  readonly tflite: AnswerState<Answer>;
  readonly part: string;
}) {
  const others: Other[] = [
    ...(reference === undefined ? [] : [{ ...referenceKernels, answer: reference }]),
    ...(tflite.status === 'done' ? [{ ...tensorflowLite, answer: tflite.value }] : []),
  ];
  return (
    <>
      <p>
        <b class="said-digit">{firmware.best}</b> says the firmware on {part}, after {formatCount(cycles)} cycles (
        {formatDuration(latencyMs)}).
      </p>
      <Scores firmware={firmware} others={others} />
      {others.map((other) => (
        <p key={other.heading} class="hint">
          {agreement(firmware, other)}
        </p>
      ))}
      {tflite.status === 'waiting' && <progress aria-label="TensorFlow Lite is loading" />}
      {tflite.status === 'failed' && <Complaint failure={tflite.failure} />}
    </>
  );
}

const referenceKernels = {
  heading: 'Reference',
  name: 'the reference kernels, run as WebAssembly on this computer',
} as const;

const tensorflowLite = { heading: 'TensorFlow Lite', name: 'TensorFlow Lite on this computer' } as const;

/** Why there is no answer, in a line. */
export function Complaint({ failure: { what, advice } }: { readonly failure: Failure }) {
  return (
    <p class="complaint">
      <Prose text={`${what}. ${advice}`} />
    </p>
  );
}

function Scores({ firmware, others }: { readonly firmware: Answer; readonly others: readonly Other[] }) {
  return (
    <table class="scores">
      <caption class="visually-hidden">Scores of each class as they come out of the network</caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          {['Firmware', ...others.map(({ heading }) => heading)].map((heading) => (
            <th key={heading} scope="col" class="number">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {firmware.scores.map((score, value) => (
          <tr key={value} class={value === firmware.best ? 'selected' : ''}>
            <th scope="row">{value}</th>
            <td class="number" title={String(score)}>
              {scoreText(score)}
            </td>
            {others.map(({ heading, answer }) => (
              <td key={heading} class="number" title={String(answer.scores[value])}>
                {scoreText(answer.scores[value] ?? Number.NaN)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const scoreText = (score: number): string => (Number.isInteger(score) ? String(score) : score.toPrecision(5));

function agreement(firmware: Answer, { answer, name }: Other): string {
  const isSame = firmware.scores.every((score, index) => score === answer.scores[index]);
  if (isSame) return `Every score is that of ${name}.`;
  const difference = Math.max(...firmware.scores.map((score, index) => Math.abs(score - answer.scores[index]!)));
  if (firmware.best === answer.best) {
    return `The same digit as ${name}; no score differs by more than ${difference.toPrecision(2)}.`;
  }
  return `Another digit than ${name}: ${answer.best}.`;
}
