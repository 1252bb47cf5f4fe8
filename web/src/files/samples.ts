import { readAsset } from '../engine/facilities.ts';
import { type Subject, type SubjectFile, subjectFile } from './subject.ts';

/** A network that comes with the page. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly files: readonly { readonly path: string; readonly kind: SubjectFile['kind'] }[];
}

const tflite = (id: string, title: string, about: string): Sample => ({
  id,
  title,
  about,
  files: [{ path: `models/${id}.tflite`, kind: 'tflite' }],
});

/** One network in both formats: what runs on a part is the file for its core. */
const dense = (width: number, about: string): Sample => ({
  id: `mnist-dense/w${width}`,
  title: `Digits, dense ${width}`,
  about: `784 -> tanh -> dense ${width} -> dense 10; ${about}`,
  files: [
    { path: `models/mnist-dense/w${width}-float32.tflite`, kind: 'tflite' },
    { path: `models/mnist-dense/w${width}-weights.h`, kind: 'nnom' },
  ],
});

/** The first one is what the page opens with. */
export const samples: readonly Sample[] = [
  dense(32, 'runs on Cortex-M as float .tflite and on AVR as weights.h'),
  tflite('mnist-cnn/ptq-int8', 'Digits, CNN, int8', 'Conv 12 3x3, pool, dense; post-training quantised'),
  tflite('mnist-cnn/float32', 'Digits, CNN, float', 'The same network in float32'),
  tflite('mnist-cnn/channels-6-ptq-int8', 'Digits, CNN, 6 channels, int8', 'Half of the channels pruned away'),
  tflite('ds-cnn-small/ptq-int8', 'Digits, depthwise-separable, int8', 'Three depthwise-separable blocks'),
  tflite('ds-cnn-small/float32', 'Digits, depthwise-separable, float', 'The same network in float32'),
  dense(8, 'the smallest'),
  dense(40, 'the largest that an ATmega4809 holds, in firmware that is compiled for it alone'),
];

/** Loads the files of a sample. */
export async function loadSample({ id, title, files }: Sample): Promise<Subject> {
  const loaded = files.map(async ({ path, kind }): Promise<SubjectFile> => {
    const bytes = await readAsset(new URL(path, document.baseURI));
    return subjectFile(path.split('/').at(-1)!, kind, bytes);
  });
  return { id: `sample:${id}`, name: title, files: await Promise.all(loaded), sampleId: id };
}
