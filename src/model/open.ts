import { sha256Hex } from '../bytes/sha256.ts';
import { ModelError } from './errors.ts';
import { isNnom, readNnom } from './nnom/nnom.ts';
import { isTflite, readTflite } from './tflite/tflite.ts';
import type { ModelInfo } from './types.ts';

/** Whether `bytes` are of a model format that `openModel` reads, judged by content. */
export function isModel(bytes: Uint8Array): boolean {
  return isTflite(bytes) || isNnom(bytes);
}

/**
 * Opens a model file by its content; the file name is for messages alone.
 * @throws ModelError (as a rejection) when the format is unknown, the file is damaged, or it holds an operator, type
 * or form that the runtime does not execute
 */
export async function openModel(bytes: Uint8Array, name: string): Promise<ModelInfo> {
  if (isNnom(bytes)) return { ...readNnom(bytes, name), sha256: await sha256Hex(bytes) };
  if (!isTflite(bytes)) throw unknownFormat(bytes, name);
  return { ...readTflite(bytes, name), sha256: await sha256Hex(bytes) };
}

function unknownFormat(bytes: Uint8Array, name: string): ModelError {
  const isHdf5 = bytes[0] === 0x89 && bytes[1] === 0x48 && bytes[2] === 0x44 && bytes[3] === 0x46;
  return new ModelError({
    where: name,
    what: bytes.length === 0 ? 'this file is empty' : 'this is not a TensorFlow Lite model (no "TFL3" at byte 4)',
    advice: isHdf5
      ? 'It looks like a Keras .h5 file: convert it with tf.lite.TFLiteConverter first.'
      : "Give the .tflite that the TensorFlow Lite converter wrote, or the weights.h that NNoM's wrote.",
  });
}
