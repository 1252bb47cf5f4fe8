import { assertFeeds, encodeInput } from '../data/encode.ts';
import type { DataSet } from '../data/types.ts';
import { tensorValues } from '../model/tensor-values.ts';
import type { ModelInfo, TensorInfo } from '../model/types.ts';
import type { Inference, LayerRun } from './inference.ts';
import type { InferencePrices } from './inference-prices.ts';
import { LiveMacs } from './live-macs.ts';

/** What some inferences of a data set came to; tallies of parts add up to that of the whole. Plain data, as JSON. */
export interface Tally {
  readonly inputs: number;
  /** How often an input of one class was taken for another: `[shown, answered, times]`. Empty without labels. */
  readonly answers: readonly (readonly [shown: number, answered: number, times: number])[];
  /** By layer: values at the lower and at the upper end of its integer type; 0 for float layers. */
  readonly saturated: readonly (readonly [low: number, high: number])[];
  /** Cycles of each input, in order; empty without prices. */
  readonly cycles: readonly number[];
  /** Undefined without a reference. */
  readonly agreement: Agreement | undefined;
}

/** How many answers are those of a reference. */
export interface Agreement {
  readonly inputs: number;
  readonly sameClass: number;
  /** To the last bit of every output. */
  readonly sameBits: number;
}

/** Inputs to run, with what is known about them. */
export interface TallyRequest {
  readonly model: ModelInfo;
  readonly data: DataSet;
  /** Positions in the data set: from, up to but not including. */
  readonly range: readonly [from: number, to: number];
  /** For the cycles of each input. */
  readonly prices?: InferencePrices | undefined;
  /** Bytes of the first output tensor for every input of the data set, one after the other. */
  readonly reference?: Uint8Array | undefined;
}

/** Integer types whose ends are counted. */
const ends = { int8: [-128, 127], uint8: [0, 255] } as const;

/**
 * Runs some inputs of a data set.
 * @throws DataError when the inputs are not what the model takes; what `Inference.run` throws
 */
export function tally(inference: Inference, request: TallyRequest): Tally {
  const { model, data, range, prices, reference } = request;
  const input = model.tensors[model.inputs[0]!]!;
  const output = model.tensors[model.outputs[0]!]!;
  assertFeeds(data, input);
  const answers = new Map<string, number>();
  const saturation = saturationCounter(model);
  const cycles: number[] = [];
  const agreement = { inputs: 0, sameClass: 0, sameBits: 0 };
  for (let index = range[0]; index < range[1]; index++) {
    const encoded = encodeInput(data.values(index), input);
    const price = prices && pricer(model, encoded, prices);
    const [bytes] = inference.run([encoded], (run) => {
      saturation.count(run.index, run.output);
      price?.add(run);
    });
    if (price !== undefined) cycles.push(Math.round(price.cycles()));
    const answered = classOf(bytes!, output);
    const shown = data.labels?.[index];
    if (shown !== undefined) increment(answers, `${shown} ${answered}`);
    if (reference !== undefined) compare(agreement, bytes!, answered, reference, index, output);
  }
  return {
    inputs: range[1] - range[0],
    answers: [...answers].map(([key, times]) => [...(key.split(' ').map(Number) as [number, number]), times] as const),
    saturated: saturation.counts,
    cycles,
    agreement: reference === undefined ? undefined : agreement,
  };
}

/** Adds up what the layers of one inference take. */
function pricer(model: ModelInfo, input: Uint8Array, { counters, liveMacs, fixedCycles }: InferencePrices) {
  const live = new LiveMacs(model, [input]);
  let cycles = fixedCycles;
  const add = ({ index, counts, output }: LayerRun): void => {
    cycles += counts.weighted(counters[index]!) + live.of(index) * liveMacs[index]!;
    live.ran(index, output);
  };
  return { add, cycles: () => cycles };
}

const increment = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** The class an output names: its largest value, or whether a single value is above one half. */
export function classOf(bytes: Uint8Array, tensor: TensorInfo): number {
  const values = tensorValues(bytes, tensor.type).map((value) => value ?? Number.NEGATIVE_INFINITY);
  if (values.length > 1) return values.indexOf(Math.max(...values));
  const scale = tensor.quantization?.scales[0] ?? 1;
  const zeroPoint = tensor.quantization?.zeroPoints[0] ?? 0;
  return ((values[0] ?? 0) - zeroPoint) * scale > 0.5 ? 1 : 0;
}

function compare(
  agreement: { inputs: number; sameClass: number; sameBits: number },
  bytes: Uint8Array,
  answered: number,
  reference: Uint8Array,
  index: number,
  output: TensorInfo,
): void {
  const expected = reference.subarray(index * bytes.length, (index + 1) * bytes.length);
  agreement.inputs += 1;
  if (classOf(expected, output) === answered) agreement.sameClass += 1;
  if (expected.every((byte, at) => byte === bytes[at])) agreement.sameBits += 1;
}

/** Counts values at the ends of the type of each layer's first output. */
function saturationCounter(model: ModelInfo) {
  const counts = model.layers.map((): [number, number] => [0, 0]);
  const types = model.layers.map(({ outputs: [first = -1] }) => model.tensors[first]?.type);
  const count = (layer: number, output: Uint8Array): void => {
    const type = types[layer];
    if (type !== 'int8' && type !== 'uint8') return;
    const [low, high] = ends[type].map((end) => end & 0xff);
    const counter = counts[layer]!;
    for (const byte of output) {
      if (byte === low) counter[0] += 1;
      else if (byte === high) counter[1] += 1;
    }
  };
  return { counts, count };
}

/** The tally of both parts together; the cycles of the first come first. */
export function addTallies(a: Tally, b: Tally): Tally {
  const answers = new Map<string, number>();
  for (const [shown, answered, times] of [...a.answers, ...b.answers]) {
    const key = `${shown} ${answered}`;
    answers.set(key, (answers.get(key) ?? 0) + times);
  }
  return {
    inputs: a.inputs + b.inputs,
    answers: [...answers].map(([key, times]) => [...(key.split(' ').map(Number) as [number, number]), times] as const),
    saturated: a.saturated.map(([low, high], layer) => [
      low + (b.saturated[layer]?.[0] ?? 0),
      high + (b.saturated[layer]?.[1] ?? 0),
    ]),
    cycles: [...a.cycles, ...b.cycles],
    agreement: a.agreement && b.agreement && addAgreements(a.agreement, b.agreement),
  };
}

const addAgreements = (a: Agreement, b: Agreement): Agreement => ({
  inputs: a.inputs + b.inputs,
  sameClass: a.sameClass + b.sameClass,
  sameBits: a.sameBits + b.sameBits,
});
