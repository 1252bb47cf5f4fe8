import { requiredRegistrations } from '../model/registrations.ts';
import type { ModelInfo } from '../model/types.ts';
import { flashUse } from './flash-use.ts';
import type { Manifest, PrebuiltImage } from './manifest.ts';
import { modelRoom, placeModel } from './place-model.ts';
import type { BuildTarget } from './plan.ts';
import { type ReadPrebuilt, readPrebuilt } from './prebuilt.ts';
import type { BuiltImage } from './types.ts';

/** A .tflite and what it is to run on. */
export interface ModelBuild extends BuildTarget {
  readonly model: ModelInfo;
  readonly modelBytes: Uint8Array;
  /** For messages: the file the model is from. */
  readonly modelName: string;
}

/**
 * A prebuilt image with a model placed in it.
 *
 * @returns undefined when only an image with fewer kernels, which takes a compiler, has room for the model
 * @throws BuildError `model-too-large`, `kernel-missing` or `broken-prebuilt`
 */
export async function placeInPrebuilt(
  { model, modelBytes, modelName, device, kernels, opt }: ModelBuild,
  { compiler }: Pick<Manifest, 'compiler'>,
  entry: PrebuiltImage,
  read: ReadPrebuilt,
): Promise<BuiltImage | undefined> {
  const { image, linkMap } = await readPrebuilt(read, entry);
  const { reachableSymbols: _, ...use } = flashUse(image, linkMap, requiredRegistrations(model, modelName));
  const missingBytes = modelBytes.length - modelRoom(image, device).freeBytes;
  if (missingBytes > 0 && missingBytes <= use.unreachableBytes) return undefined;
  return { image: placeModel(image, device, modelBytes), origin: 'prebuilt', kernels, opt, compiler, ...use };
}
