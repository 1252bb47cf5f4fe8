import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findDevice, type MeasureOptions } from '../../src/index.ts';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
export const modelPath = `${repository}models/ds-cnn-small/float32.tflite`;

/** What both sides run, from file to report. */
export const benchOptions = (): MeasureOptions => ({
  file: { name: 'float32.tflite', bytes: new Uint8Array(readFileSync(modelPath)) },
  device: findDevice('stm32l475vg'),
  kernels: 'reference',
  opt: 'O0',
});
