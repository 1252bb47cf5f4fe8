import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KernelSet } from '../../src/build/types.ts';
import { goldenInputs, type InputTensor } from './inputs.ts';

/** What TensorFlow Lite Micro answered for one model; written by make_goldens.py. */
export interface Golden {
  /** Path of the model, relative to the repository. */
  readonly model: string;
  readonly sha256: string;
  /** Kernel sets that run the model. */
  readonly kernels: readonly KernelSet[];
  readonly inputs: readonly InputTensor[];
  readonly outputType: string;
  readonly inferences: number;
  /** Base64 of the outputs of all inferences. */
  readonly outputs: string;
}

export const goldens = JSON.parse(readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8')) as Golden[];

/** The inputs of all inferences of a golden, one after the other. */
export function inputsOf({ inputs, inferences }: Golden): Uint8Array {
  return Buffer.concat(Array.from({ length: inferences }, (_, inference) => goldenInputs(inputs, inference)).flat());
}

/** Allowed deviation of float outputs, relative to values above 1. */
export const floatTolerance = 1e-5;

/**
 * The first place where outputs differ: any bit for integers, more than the tolerance for floats.
 * @returns a description, or undefined when they agree
 */
export function firstDifference({ outputs, outputType }: Golden, actual: Buffer): string | undefined {
  const expected = Buffer.from(outputs, 'base64');
  if (expected.length !== actual.length) return `${actual.length} bytes instead of ${expected.length}`;
  if (outputType !== 'float32') {
    const index = expected.findIndex((byte, at) => byte !== actual[at]);
    return index < 0 ? undefined : `byte ${index} is ${actual[index]} instead of ${expected[index]}`;
  }
  for (let at = 0; at < expected.length; at += 4) {
    const [want, got] = [expected.readFloatLE(at), actual.readFloatLE(at)];
    if (!(Math.abs(want - got) <= floatTolerance * Math.max(1, Math.abs(want)))) {
      return `float ${at / 4} is ${got} instead of ${want}`;
    }
  }
  return undefined;
}
