import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeInput, openModel } from '../../../src/index.ts';
import { rasterize } from '../../../web/src/drawing/pixels.ts';
import { digitStrokes } from '../../../web/src/drawing/strokes.ts';

export interface DrawnInput {
  /** The file of the model. */
  readonly path: string;
  /** What the page feeds it for the digit. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** @param model `mnist-cnn/float32` */
export const modelPath = (model: string): string =>
  fileURLToPath(new URL(`../../../models/${model}.tflite`, import.meta.url));

/** A digit as the page draws it, as the input of a bundled model. */
export async function drawnInput(model: string, digit: number): Promise<DrawnInput> {
  const path = modelPath(model);
  const { tensors, inputs } = await openModel(readFileSync(path), path);
  const bytes = encodeInput(rasterize(digitStrokes[digit]!), tensors[inputs[0]!]!);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
