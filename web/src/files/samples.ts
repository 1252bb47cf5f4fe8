import { readAsset } from '../engine/facilities.ts';
import type { Subject, SubjectFile } from './subject.ts';

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

/** The first one is what the page opens with. */
export const samples: readonly Sample[] = [
  tflite('mnist-cnn/ptq-int8', 'Digits, CNN, int8', 'Conv 12 3x3, pool, dense; post-training quantised'),
  tflite('mnist-cnn/float32', 'Digits, CNN, float', 'The same network in float32'),
  tflite('mnist-cnn/channels-6-ptq-int8', 'Digits, CNN, 6 channels, int8', 'Half of the channels pruned away'),
  tflite('ds-cnn-small/ptq-int8', 'Digits, depthwise-separable, int8', 'Three depthwise-separable blocks'),
  tflite('ds-cnn-small/float32', 'Digits, depthwise-separable, float', 'The same network in float32'),
];

/** Loads the files of a sample. */
export async function loadSample({ id, title, files }: Sample): Promise<Subject> {
  const loaded = files.map(async ({ path, kind }): Promise<SubjectFile> => {
    const bytes = await readAsset(new URL(path, document.baseURI));
    return { name: path.split('/').at(-1)!, kind, bytes };
  });
  return { id: `sample:${id}`, name: title, files: await Promise.all(loaded), sampleId: id };
}
