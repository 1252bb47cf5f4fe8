import type { FloatRun } from './calibration.ts';
import { divergence, largestAt } from './divergence.ts';
import type { Agreement } from './types.ts';

/** An input with the float network's answer and, where it is known, the right one. */
export interface Question {
  readonly run: FloatRun;
  readonly expected: Float32Array;
  readonly label: number | undefined;
}

/** Asks a network all questions and compares its answers with the float network's. */
export function agreementOf(questions: readonly Question[], answer: (input: Float32Array) => Float32Array): Agreement {
  const answers = questions.map(({ run }) => answer(run.input));
  const hasClasses = (questions[0]?.expected.length ?? 0) > 1;
  const hasLabels = hasClasses && questions.every(({ label }) => label !== undefined);
  const share = (isRight: (question: Question, at: number) => boolean): number =>
    questions.filter(isRight).length / questions.length;
  return {
    inputs: questions.length,
    sameShare: hasClasses
      ? share(({ expected }, at) => largestAt(expected) === largestAt(answers[at] as Float32Array))
      : undefined,
    distance: meanDistance(questions, answers),
    floatAccuracy: hasLabels ? share(({ expected, label }) => largestAt(expected) === label) : undefined,
    accuracy: hasLabels ? share(({ label }, at) => largestAt(answers[at] as Float32Array) === label) : undefined,
  };
}

/** Mean of `divergence` over all questions. */
export function meanDistance(questions: readonly Question[], answers: readonly Float32Array[]): number {
  return (
    questions.reduce((sum, { expected }, at) => sum + divergence(expected, answers[at] as Float32Array), 0) /
    questions.length
  );
}
