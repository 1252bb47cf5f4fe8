import { PreflashError } from '../../../src/index.ts';

/** The version in package.json. */
const version = '@tensorflow/tfjs-tflite 0.0.1-alpha.10';

/** Why TensorFlow Lite gave no answer. */
export class TfliteError extends PreflashError {
  /** @param said what the interpreter printed, @param status what it returned */
  static refused(said: readonly string[], status: string): TfliteError {
    const complaint = said.find((line) => line.startsWith('ERROR: '))?.replace('ERROR: ', '') ?? status;
    return new TfliteError({
      where: 'TensorFlow Lite',
      what: `TensorFlow Lite refuses the model: ${complaint.replace(/\.( .*)?$/s, '')}`,
      advice: `The interpreter in the page is that of ${version} (2023): a model that a newer converter wrote may be beyond it.`,
      kind: 'unsupported',
    });
  }

  static notLoaded(reason: string): TfliteError {
    return new TfliteError({
      where: 'TensorFlow Lite',
      what: `TensorFlow Lite cannot be loaded (${reason})`,
      advice: 'The first time it takes the host of this page; afterwards it is kept.',
      kind: 'unsupported',
    });
  }
}
