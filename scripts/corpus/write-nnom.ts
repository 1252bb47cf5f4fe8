import { random } from '../../sim-tests/nnom/support/random.ts';
import { everything, type NetworkRules } from './network-rules.ts';
import type { Call, LayerWeights, NnomApi } from './nnom-api.ts';

export type Shape = readonly [height: number, width: number, channels: number];
type Pair = readonly [height: number, width: number];

/** Rows and columns of a layer that moves a window. */
export interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly same: boolean;
  readonly dilation?: Pair;
  /** What comes out has to have the rows and columns that went in. */
  readonly keepsShape?: boolean;
}

/** A layer that has been written: what the next one is hooked to. */
export interface Written {
  readonly index: number;
  readonly shape: Shape;
}

export const sizeOf = ([height, width, channels]: Shape): number => height * width * channels;

/** Writes a weights.h of NNoM step by step, with weights from a generator. */
export class NnomWriter {
  readonly next: () => number;
  readonly #api: NnomApi;
  readonly #rules: NetworkRules;
  readonly #constants: string[] = [];
  readonly #steps: string[] = [];
  #inputBytes = 0;

  constructor(api: NnomApi, seed: number, rules: NetworkRules = everything) {
    this.#api = api;
    this.#rules = rules;
    this.next = random(seed);
  }

  /** A whole number from `least` to `most`. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  input(shape: Shape): Written {
    this.#inputBytes = sizeOf(shape);
    return this.#step(this.#constructed(this.#api.input(this.#name(), shape)), shape);
  }

  dense(from: Written, units: number): Written {
    const inputs = sizeOf(from.shape);
    return this.#hook(this.#api.dense(this.#name(), inputs, units, this.#weights(inputs * units, units)), from, [
      units,
      1,
      1,
    ]);
  }

  conv(from: Written, filters: number, drawn: Window): Written {
    const window = this.#rules.window(drawn);
    const { kernel } = window;
    const channels = from.shape[2];
    const weights = this.#weights(filters * kernel[0] * kernel[1] * channels, filters);
    const call = this.#api.conv('Conv2D', this.#name(), filters, channels, withDilation(window), weights);
    return this.#hook(call, from, [...extents(from.shape, window), filters]);
  }

  /** @param multiplier outputs an input channel */
  depthwise(from: Written, multiplier: number, drawn: Window): Written {
    const window = this.#rules.window(drawn);
    const { kernel } = window;
    const channels = multiplier * from.shape[2];
    const weights = this.#weights(channels * kernel[0] * kernel[1], channels);
    const call = this.#api.conv('DW_Conv2D', this.#name(), multiplier, from.shape[2], withDilation(window), weights);
    return this.#hook(call, from, [...extents(from.shape, window), channels]);
  }

  /** @param kind `Max`, `Avg` or `Sum` */
  pool(kind: string, from: Written, drawn: Window): Written {
    const window = this.#rules.window(drawn);
    const call = this.#api.pool(this.#rules.pool(kind), this.#name(), withDilation(window));
    return this.#hook(call, from, [...extents(from.shape, window), from.shape[2]]);
  }

  globalPool(kind: string, from: Written): Written {
    return this.#hook(this.#api.globalPool(this.#rules.pool(kind), this.#name()), from, [from.shape[2], 1, 1]);
  }

  upSample(from: Written, drawn: Pair): Written {
    const factor = this.#rules.upSampling(drawn);
    const [height, width, channels] = from.shape;
    const call = this.#api.upSample(this.#name(), factor);
    return this.#hook(call, from, [height * factor[0], width * factor[1], channels]);
  }

  /** @param kind `ZeroPadding` or `Cropping` */
  border(kind: string, from: Written, border: readonly [number, number, number, number]): Written {
    const [top, bottom, left, right] = border;
    const sign = kind === 'Cropping' ? -1 : 1;
    const [height, width, channels] = from.shape;
    const shape: Shape = [height + sign * (top + bottom), width + sign * (left + right), channels];
    return this.#hook(this.#api.border(kind, this.#name(), border), from, shape);
  }

  flatten(from: Written): Written {
    return this.#hook(this.#api.flatten(this.#name()), from, [sizeOf(from.shape), 1, 1]);
  }

  /** A layer that both ways of writing call alike, and whose output has the shape of its input: `TanH(4)`. */
  plain(text: string, from: Written): Written {
    return this.#hook({ text, constants: '' }, from, from.shape);
  }

  /** An activation behind a layer, in place: `act_relu()`. */
  active(call: string, from: Written): Written {
    return this.#step(`model.active(${call}, layer[${from.index}])`, from.shape);
  }

  /** @param kind `Add`, `Sub` or `Mult`, of layers of one shape */
  merge(kind: string, shift: number, inputs: readonly Written[]): Written {
    return this.#merge(this.#api.merge(kind, this.#name(), shift), inputs, inputs[0]!.shape);
  }

  concat(inputs: readonly Written[]): Written {
    const [height, width] = inputs[0]!.shape;
    const channels = inputs.reduce((sum, { shape }) => sum + shape[2], 0);
    return this.#merge(this.#api.concat(this.#name()), inputs, [height, width, channels]);
  }

  /** The whole file, with `from` as its output. */
  text(from: Written): string {
    const bytes = sizeOf(from.shape);
    this.#hook(this.#api.output(this.#name(), bytes), from, from.shape);
    return `#include "nnom.h"

static int8_t nnom_input_data[${this.#inputBytes}];
static int8_t nnom_output_data[${bytes}];
${this.#constants.join('\n')}

/* nnom model */
static nnom_model_t* nnom_model_create(void)
{
\tstatic nnom_model_t model;
\tnnom_layer_t* layer[${this.#steps.length}];

\tnew_model(&model);

${this.#steps.map((step, index) => `\tlayer[${index}] = ${step};`).join('\n')}
\tmodel_compile(&model, layer[0], layer[${this.#steps.length - 1}]);
\treturn &model;
}
`;
  }

  #name(): string {
    return `layer_${this.#steps.length}`;
  }

  #constructed({ text, constants }: Call): string {
    if (constants !== '') this.#constants.push(constants);
    return text;
  }

  #merge(call: Call, inputs: readonly Written[], shape: Shape): Written {
    const layers = inputs.map(({ index }) => `layer[${index}]`).join(', ');
    return this.#step(`model.mergex(${this.#constructed(call)}, ${inputs.length}, ${layers})`, shape);
  }

  #hook(call: Call, from: Written, shape: Shape): Written {
    return this.#step(`model.hook(${this.#constructed(call)}, layer[${from.index}])`, shape);
  }

  #step(text: string, shape: Shape): Written {
    return { index: this.#steps.push(text) - 1, shape };
  }

  /** Of a bell shape, as training leaves them, with the shifts of a layer of seven decimal bits. */
  #weights(count: number, channels: number): LayerWeights {
    const outputBits = Math.ceil(Math.log2(Math.sqrt(count / channels))) + this.integer(-1, 1);
    const outputShift = Math.max(1, 5 + outputBits);
    const drawn = {
      values: this.#bell(count),
      bias: this.#bell(channels),
      outputShift,
      biasShift: this.integer(0, outputShift),
    };
    return this.#rules.weights(drawn, count / channels);
  }

  #bell(count: number): number[] {
    const sum = () => this.next() + this.next() + this.next() + this.next() - 2;
    return Array.from({ length: count }, () => Math.max(-128, Math.min(127, Math.round(sum() * 55))));
  }
}

const undilated: Pair = [1, 1];

const withDilation = ({ dilation = undilated, keepsShape: _, ...window }: Window) => ({ ...window, dilation });

function extents([height, width]: Shape, { kernel, stride, same, dilation = undilated }: Window): [number, number] {
  const extent = (axis: 0 | 1, size: number) =>
    Math.ceil((same ? size : size - (kernel[axis] - 1) * dilation[axis]) / stride[axis]);
  return [extent(0, height), extent(1, width)];
}
