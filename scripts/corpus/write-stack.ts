import {
  type ModelSpec,
  type OperatorSpec,
  type OptionsSpec,
  type TensorSpec,
  writeTflite,
} from '../../sim-tests/model/support/tflite-writer.ts';
import type { Layer, Stack } from './stacks.ts';

export type Precision = 'int8' | 'float32';

/** Codes of schema.fbs. */
const operators = { add: 0, averagePool: 1, conv: 3, depthwise: 4, dense: 9, maxPool: 17, softmax: 25 } as const;
const types = { float32: 0, int32: 2, int8: 9 } as const;
const options = { conv: 1, depthwise: 2, pool: 5, dense: 8, softmax: 9, add: 11 } as const;
const [none, relu] = [0, 1];

type Shape = readonly [height: number, width: number, channels: number];

const activationScale = 0.05;
const weightScale = 0.01;

/** The model of a stack, with weights from a generator that is seeded by its name. */
export function writeStack(stack: Stack, precision: Precision): Uint8Array {
  return writeTflite(new StackWriter(stack, precision).spec());
}

class StackWriter {
  readonly #stack: Stack;
  readonly #precision: Precision;
  readonly #random: () => number;
  readonly #tensors: TensorSpec[] = [];
  readonly #operators: OperatorSpec[] = [];

  constructor(stack: Stack, precision: Precision) {
    this.#stack = stack;
    this.#precision = precision;
    this.#random = generator([...stack.name].reduce((seed, letter) => seed * 31 + letter.charCodeAt(0), 7));
  }

  spec(): ModelSpec {
    let shape: Shape = this.#stack.input;
    let current = this.#activation(shape);
    const before: number[] = [];
    for (const layer of this.#stack.layers) {
      before.push(current);
      [current, shape] = this.#layer(layer, current, shape, before);
    }
    return {
      description: this.#stack.name,
      tensors: this.#tensors,
      operators: this.#operators,
      inputs: [0],
      outputs: [current],
    };
  }

  #layer(layer: Layer, input: number, shape: Shape, before: readonly number[]): [number, Shape] {
    const [height, width, channels] = shape;
    switch (layer.kind) {
      case 'conv': {
        const [stride, valid] = [layer.stride ?? 1, layer.valid ?? false];
        const out: Shape = [...extents(shape, layer.filter, stride, valid), layer.channels];
        const weights = this.#weights([layer.channels, ...layer.filter, channels], 0);
        return this.#add(operators.conv, [input, ...weights], out, {
          type: options.conv,
          fields: [
            ['byte', Number(valid)],
            ['int', stride],
            ['int', stride],
            ['byte', relu],
            ['int', 1],
            ['int', 1],
          ],
        });
      }
      case 'depthwise': {
        const [stride, valid, multiplier] = [layer.stride ?? 1, layer.valid ?? false, layer.multiplier ?? 1];
        const out: Shape = [...extents(shape, layer.filter, stride, valid), channels * multiplier];
        const weights = this.#weights([1, ...layer.filter, channels * multiplier], 3);
        return this.#add(operators.depthwise, [input, ...weights], out, {
          type: options.depthwise,
          fields: [
            ['byte', Number(valid)],
            ['int', stride],
            ['int', stride],
            ['int', multiplier],
            ['byte', relu],
            ['int', 1],
            ['int', 1],
          ],
        });
      }
      case 'dense': {
        const weights = this.#weights([layer.units, height * width * channels], 0);
        const activation = layer === this.#stack.layers.at(-1) ? none : relu;
        return this.#add(operators.dense, [input, ...weights], [1, 1, layer.units], {
          type: options.dense,
          fields: [['byte', activation]],
        });
      }
      case 'maxPool':
      case 'averagePool':
        return this.#pool(operators[layer.kind], input, shape, layer.size);
      case 'globalPool':
        return this.#pool(operators.averagePool, input, shape, [height, width]);
      case 'add':
        return this.#add(operators.add, [input, before[before.length - layer.back]!], shape, {
          type: options.add,
          fields: [['byte', none]],
        });
      case 'softmax': {
        const output = this.#tensor({
          type: types[this.#precision],
          shape: [1, channels],
          ...this.#quantized(1 / 256, -128),
        });
        const softmax = { type: options.softmax, fields: [['float', 1]] as const };
        this.#operators.push({ code: operators.softmax, inputs: [input], outputs: [output], options: softmax });
        return [output, shape];
      }
    }
  }

  #pool(code: number, input: number, shape: Shape, [height, width]: readonly [number, number]): [number, Shape] {
    const out: Shape = [Math.floor(shape[0] / height), Math.floor(shape[1] / width), shape[2]];
    return this.#add(code, [input], out, {
      type: options.pool,
      fields: [
        ['byte', 1],
        ['int', width],
        ['int', height],
        ['int', width],
        ['int', height],
        ['byte', none],
      ],
    });
  }

  #add(code: number, inputs: readonly number[], shape: Shape, table: OptionsSpec): [number, Shape] {
    const output = code === operators.dense ? this.#flat(shape[2]) : this.#activation(shape);
    this.#operators.push({ code, inputs, outputs: [output], options: table });
    return [output, shape];
  }

  #activation(shape: Shape): number {
    return this.#tensor({
      type: types[this.#precision],
      shape: [1, ...shape],
      ...this.#quantized(activationScale, -128),
    });
  }

  #flat(units: number): number {
    return this.#tensor({ type: types[this.#precision], shape: [1, units], ...this.#quantized(activationScale, -128) });
  }

  /** Weights and biases. */
  #weights(shape: readonly number[], axis: number): number[] {
    const count = shape.reduce((product, size) => product * size, 1);
    const channels = shape[axis]!;
    if (this.#precision === 'float32') {
      const floats = (length: number, range: number) =>
        new Uint8Array(Float32Array.from({ length }, () => (this.#random() - 0.5) * range).buffer);
      return [
        this.#tensor({ type: types.float32, shape, data: floats(count, 0.2) }),
        this.#tensor({ type: types.float32, shape: [channels], data: floats(channels, 1) }),
      ];
    }
    const data = Uint8Array.from({ length: count }, () => (Math.floor(this.#random() * 255) - 127) & 0xff);
    const scales = Array.from({ length: channels }, () => weightScale * (0.5 + this.#random()));
    const bias = Int32Array.from({ length: channels }, () => Math.floor((this.#random() - 0.5) * 4000));
    const biasScales = scales.map((scale) => scale * activationScale);
    return [
      this.#tensor({ type: types.int8, shape, data, scales, axis }),
      this.#tensor({ type: types.int32, shape: [channels], data: new Uint8Array(bias.buffer), scales: biasScales }),
    ];
  }

  #quantized(scale: number, zeroPoint: number): Pick<TensorSpec, 'scales' | 'zeroPoints'> {
    return this.#precision === 'int8' ? { scales: [scale], zeroPoints: [zeroPoint] } : {};
  }

  #tensor(spec: TensorSpec): number {
    return this.#tensors.push({ name: `${this.#stack.name}/${this.#tensors.length}`, ...spec }) - 1;
  }
}

function extents(
  [height, width]: Shape,
  filter: readonly [number, number],
  stride: number,
  valid: boolean,
): [number, number] {
  const extent = (size: number, reach: number) => Math.ceil((valid ? size - reach + 1 : size) / stride);
  return [extent(height, filter[0]), extent(width, filter[1])];
}

/** 0..1 (mulberry32, public domain, T. Ettinger). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
