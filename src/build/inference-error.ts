import { type ErrorParts, PreflashError } from '../errors/preflash-error.ts';

/** The inference firmware gave up: its own status says why. */
export class InferenceError extends PreflashError {
  /** `pf_status_t` of firmware/stm32/include/preflash_status.h. */
  readonly status: number;

  constructor(status: number, parts: ErrorParts) {
    super(parts);
    this.status = status;
  }
}

/** What the firmware says of its failure, by `pf_fail` and the io block. */
export interface InferenceFailure {
  readonly status: number;
  /** Operator it belongs to; 0xFFFFFFFF for none. */
  readonly layer: number;
  readonly arenaBytes: number;
  /** What the plan asked for; not more than `arenaBytes` when it was given up before it was complete. */
  readonly arenaUsedBytes: number;
}

/** PF_LAYER_NONE. */
const noLayer = 0xffff_ffff;
const arenaTooSmall = 12;

const reexport = 'Export the model again with the TensorFlow Lite converter, in full-integer int8 or in float32.';
const report = 'preflash should have refused this model before: please report it with the file, if you may.';

/** By `pf_status_t`: what is wrong with the model, and what to do about it. */
const statuses: Readonly<Record<number, readonly [what: string, advice: string]>> = {
  1: ['the firmware finds no model', report],
  2: ['the model has a schema version other than 3', reexport],
  3: ['the model is malformed: an offset or a count points outside the file, or data is missing', reexport],
  4: ['the model has more than one subgraph, and control flow is not supported', reexport],
  5: ['no kernel is linked for this operator', report],
  6: ['this operator does not take a tensor of this type', reexport],
  7: ['float activations with int8 weights (dynamic-range quantisation) are not supported', reexport],
  8: ['the shapes of this operator do not belong together, or have a rank it does not take', reexport],
  9: ['scales or zero points of this operator are missing or not as the quantisation specification has them', reexport],
  10: ['an option of this operator is not supported', 'Replace the operator or change its options in the model.'],
  11: ['an operand of this operator has to be constant and is computed', 'Fold constants when exporting the model.'],
  13: ['the model has more inputs or outputs than four', 'Combine inputs or outputs in the model.'],
  14: ['sparse or stateful tensors, and weights outside the file, are not supported', reexport],
  15: ['the kernel refused the arguments of this operator', report],
  // firmware/avr/include/preflash_io.h
  101: [
    'this layer does not take the shape of its input',
    'Convert the model again: its shapes do not belong together.',
  ],
  102: ['more tensors are alive at a time than NNoM has blocks for', 'Use a model with fewer branches.'],
  103: ['a layer failed while it ran', report],
};
const heapExhausted = 100;

/** The error for a failure of firmware that preflash built. */
export function inferenceError(failure: InferenceFailure, deviceName: string): InferenceError {
  const { status, layer } = failure;
  if (status === arenaTooSmall) return arenaError(failure, deviceName);
  if (status === heapExhausted) return heapError(failure, deviceName);
  const where = layer === noLayer ? 'the model' : `layer ${layer}`;
  const [what, advice] = statuses[status] ?? [`the firmware gives up with status ${status}`, report];
  return new InferenceError(status, { where, what, advice, kind: 'unsupported' });
}

function arenaError({ status, arenaBytes, arenaUsedBytes }: InferenceFailure, deviceName: string): InferenceError {
  const excessBytes = arenaUsedBytes - arenaBytes;
  const needs = excessBytes > 0 ? `${arenaUsedBytes} bytes, ${excessBytes} more than` : 'more than';
  return new InferenceError(status, {
    where: `RAM of ${deviceName}`,
    what: `the model's tensors need ${needs} the ${arenaBytes} that are left for them`,
    advice:
      'Use a model with smaller activations (input resolution, channels), int8 in place of float, or a part with more RAM.',
    kind: 'does-not-fit',
    ...(excessBytes > 0 && { excess: { memory: 'ram', bytes: excessBytes } }),
  });
}

/** The heap of an AVR ends where the stack is: `layer` says what malloc was last asked for. */
function heapError({ status, layer: bytes }: InferenceFailure, deviceName: string): InferenceError {
  return new InferenceError(status, {
    where: `RAM of ${deviceName}`,
    what: `the heap runs into the stack: there is no room for the last ${bytes} bytes the model asks for`,
    advice: 'Use a model with smaller inputs and layers, or a part with more RAM.',
    kind: 'does-not-fit',
  });
}
