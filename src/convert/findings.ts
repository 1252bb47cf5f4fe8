import type { TfliteContents } from '../model/tflite/contents.ts';
import type { ModelInfo } from '../model/types.ts';
import { formatSignificant } from '../units/count.ts';
import { formatSmallPercent } from '../units/percent.ts';
import type { FloatRun } from './calibration.ts';
import type { PlanLayer } from './plan.ts';
import { spanOf } from './q-format.ts';
import type { ConversionFinding, ConvertedLayer } from './types.ts';

/** From this share of outputs at the limits on a layer is worth a word. */
const notableShare = 0.001;
/** A largest value this many times the 999th of a thousand wastes a bit or more. */
const outlierFactor = 2;

/** What of a conversion the user should know: a rule each. `answer` names the layer of the network's answers. */
export function findingsOf(
  layers: readonly ConvertedLayer[],
  plan: readonly PlanLayer[],
  answer: string,
  network: { readonly model: ModelInfo; readonly contents: TfliteContents; readonly runs: readonly FloatRun[] },
): readonly ConversionFinding[] {
  return [
    ...layers.filter((layer) => !isUnharmedAnswer(layer, answer)).flatMap(saturating),
    ...network.model.layers.flatMap((layer) => cutAtSix(layer, network)),
    ...plan.flatMap(leftOverRows),
  ];
}

function saturating(layer: ConvertedLayer): ConversionFinding[] {
  const { name, op, saturatedShare, outputBits, low, high, permille999 } = layer;
  const [least, most] = spanOf(outputBits);
  const largest = Math.max(-low, high);
  const isBeyond = largest > most + 2 ** -outputBits;
  if (!makesValues(layer) || saturatedShare < notableShare || !isBeyond) return [];
  const hasOutliers = largest > outlierFactor * permille999;
  return [
    {
      code: 'saturates',
      message:
        `${formatSmallPercent(saturatedShare)} of the outputs of ${name} (${op}) are at the limits of its format, ` +
        `${formatSignificant(least)} to ${formatSignificant(most)}; the float network has ${formatSignificant(low)} to ${formatSignificant(high)}`,
      advice: hasOutliers
        ? `999 of 1,000 are within ${formatSignificant(permille999)}: the few beyond cost a bit of all others. Cut them off in training: ReLU(max_value=${formatSignificant(permille999)}), or weight decay.`
        : 'Its values spread evenly: normalise them in training (BatchNormalization before it), or give the layer a smaller scale.',
    },
  ];
}

/** Of the answers only the largest counts: what saturates below does no harm. */
const isUnharmedAnswer = ({ name, outputBits, high }: ConvertedLayer, answer: string): boolean =>
  name === answer && high <= spanOf(outputBits)[1];

/** Other layers hand on what they are given. */
const makesValues = ({ op, kernelBits }: ConvertedLayer): boolean =>
  kernelBits !== undefined || /^(Input|Add|Mult)\b/.test(op);

function cutAtSix(
  layer: ModelInfo['layers'][number],
  { contents, runs }: { readonly contents: TfliteContents; readonly runs: readonly FloatRun[] },
): ConversionFinding[] {
  if (layer.op !== 'RELU6' && contents.options(layer.index).activation !== 'relu6') return [];
  const outputs = runs.flatMap((run) => [...(run.outputs[layer.index] ?? [])]);
  const cut = outputs.filter((value) => value === 6).length;
  if (cut === 0) return [];
  return [
    {
      code: 'relu6',
      message: `layer ${layer.index} (${layer.op}) cuts ${formatSmallPercent(cut / outputs.length)} of its values at 6, and NNoM has ReLU without a limit`,
      advice: 'Train with ReLU: on the part these values go on to the limit of their format.',
    },
  ];
}

/** local_fully_connected_q7_opt of NNoM 0.4.2 and 0.4.3 adds the first rows' biases to the rows after groups of four. */
function leftOverRows({ kind, name }: PlanLayer): ConversionFinding[] {
  if (kind.type !== 'dense' || kind.units % 4 === 0 || kind.units < 4) return [];
  if (kind.weights.bias.every((bias) => bias === 0)) return [];
  return [
    {
      code: 'nnom-dense-bias',
      message: `${name} has ${kind.units} outputs: NNoM 0.4.2 and 0.4.3 give the last ${kind.units % 4} the biases of the first`,
      advice:
        "preflash's runtime does not. With NNoM itself, make the number a multiple of four or correct its local back-end.",
    },
  ];
}
