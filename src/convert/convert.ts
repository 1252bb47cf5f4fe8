import { assertFeeds, encodeInput } from '../data/encode.ts';
import type { DataSet } from '../data/types.ts';
import type { Inference } from '../estimate/inference.ts';
import { openContents } from '../model/tflite/contents.ts';
import type { ModelInfo, TensorInfo } from '../model/types.ts';
import { agreementOf, meanDistance, type Question } from './agreement.ts';
import { answerLayer, floatAnswer } from './answers.ts';
import { type FloatRun, groupPlan, rangesOf } from './calibration.ts';
import { findingsOf } from './findings.ts';
import { type Formats, type GroupedPlan, outputBits } from './formats.ts';
import { layerUses } from './layer-use.ts';
import { planNetwork } from './network.ts';
import { type OpenNnom, type QuantizedNetwork, quantizedNetwork } from './quantized-network.ts';
import { searchFormats } from './search.ts';
import { leastErrorFormats, wholeRangeFormats } from './starting-formats.ts';
import type { Conversion } from './types.ts';

/** `search`: the formats whose answers are nearest to the float network's; `whole`: those in which nothing saturates. */
export const rangeRules = ['search', 'whole'] as const;
export type RangeRule = (typeof rangeRules)[number];

/** A float network, what runs it, and the data its formats are chosen from. */
export interface ConversionRequest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly model: ModelInfo;
  readonly floatNetwork: Inference;
  readonly openNnom: OpenNnom;
  readonly calibration: DataSet;
  /** How many of its inputs are used. */
  readonly inputs: number;
  readonly rule: RangeRule;
  readonly tool: string;
  readonly onProgress: (text: string) => void;
}

/** A search judges some hundred networks: more inputs than this make it slow and no better. */
const searchInputs = 96;

/**
 * Chooses the q7 formats of a float network from data and writes its weights.h.
 * @throws ConvertError, DataError, InferenceError
 */
export function convert(request: ConversionRequest): Conversion {
  const { name, bytes, model, openNnom, tool, rule, onProgress } = request;
  const contents = openContents(bytes, name, model);
  const plan = groupPlan(planNetwork(model, contents, name));
  const questions = askFloatNetwork(request, plan);
  const runs = questions.map(({ run }) => run);
  const ranges = rangesOf(plan, runs);
  const origin = { modelName: name, modelSha256: model.sha256, tool };
  const networkOf = (formats: Formats): QuantizedNetwork => quantizedNetwork(plan, formats, origin, openNnom);
  const whole = wholeRangeFormats(plan, ranges);
  const told = (judged: number) => onProgress(`looking for formats: ${judged} networks compared`);
  const formats =
    rule === 'whole'
      ? whole
      : searchFormats(plan, [whole, leastErrorFormats(plan, ranges)], judgeOf(questions, networkOf), told).formats;
  onProgress('comparing with the float network');
  const network = networkOf(formats);
  const layers = layerUses(plan, formats, network, runs);
  return {
    header: network.header,
    inputBits: outputBits(plan, formats, 0),
    layers,
    agreement: agreementOf(questions, network.answer),
    wholeRangeAgreement: agreementOf(questions, networkOf(whole).answer),
    findings: findingsOf(layers, plan.layers, answerLayer(plan).name, { model, contents, runs }),
  };
}

/** How far the answers of formats are from the float network's, on the first of the questions. */
function judgeOf(questions: readonly Question[], networkOf: (formats: Formats) => QuantizedNetwork) {
  const few = questions.slice(0, searchInputs);
  return (formats: Formats): number => {
    const network = networkOf(formats);
    return meanDistance(
      few,
      few.map(({ run }) => network.answer(run.input)),
    );
  };
}

/** Runs the float network on the calibration data, evenly spread over all of it. */
function askFloatNetwork(
  { model, floatNetwork, calibration, inputs, onProgress }: ConversionRequest,
  plan: GroupedPlan,
): Question[] {
  const tensor = model.tensors[model.inputs[0] as number] as TensorInfo;
  assertFeeds(calibration, tensor);
  const count = Math.min(inputs, calibration.count);
  return Array.from({ length: count }, (_, at) => {
    if (at % 10 === 0) onProgress(`running the float network: ${at} of ${count} inputs`);
    const index = Math.floor((at * calibration.count) / count);
    const input = calibration.values(index);
    const run = floatRun(floatNetwork, input, tensor);
    return { run, expected: floatAnswer(plan, run), label: calibration.labels?.[index] };
  });
}

function floatRun(network: Inference, input: Float32Array, tensor: TensorInfo): FloatRun {
  const outputs: Float32Array[] = [];
  network.run([encodeInput(input, tensor)], ({ index, output }) => {
    outputs[index] = new Float32Array(output.slice().buffer);
  });
  return { input, outputs };
}
