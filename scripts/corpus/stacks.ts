/** Networks of the corpus that no training made: shapes a profile has to know, with random weights. */

export type Layer =
  | {
      readonly kind: 'conv';
      readonly filter: readonly [number, number];
      readonly channels: number;
      readonly stride?: number;
      readonly valid?: boolean;
    }
  | {
      readonly kind: 'depthwise';
      readonly filter: readonly [number, number];
      readonly multiplier?: number;
      readonly stride?: number;
      readonly valid?: boolean;
    }
  | { readonly kind: 'dense'; readonly units: number }
  | { readonly kind: 'maxPool' | 'averagePool'; readonly size: readonly [number, number] }
  | { readonly kind: 'globalPool' }
  /** Adds what went into the layer so many places before it. */
  | { readonly kind: 'add'; readonly back: number }
  | { readonly kind: 'softmax' };

export interface Stack {
  readonly name: string;
  /** Height, width, channels. */
  readonly input: readonly [number, number, number];
  readonly layers: readonly Layer[];
}

const conv = (size: number, channels: number, stride = 1, valid = false): Layer => ({
  kind: 'conv',
  filter: [size, size],
  channels,
  stride,
  valid,
});
const conv1d = (length: number, channels: number): Layer => ({ kind: 'conv', filter: [1, length], channels });
const depthwise = (size: number, stride = 1, multiplier = 1): Layer => ({
  kind: 'depthwise',
  filter: [size, size],
  stride,
  multiplier,
});
const dense = (units: number): Layer => ({ kind: 'dense', units });
const pool = (kind: 'maxPool' | 'averagePool', size: number): Layer => ({ kind, size: [size, size] });
const softmax: Layer = { kind: 'softmax' };
const globalPool: Layer = { kind: 'globalPool' };

export const stacks: readonly Stack[] = [
  {
    name: 'conv-colour',
    input: [24, 24, 3],
    layers: [
      conv(3, 16),
      pool('maxPool', 2),
      conv(3, 24),
      pool('maxPool', 2),
      conv(3, 32),
      globalPool,
      dense(10),
      softmax,
    ],
  },
  {
    name: 'lenet',
    input: [28, 28, 1],
    layers: [
      ...[conv(5, 6, 1, true), pool('averagePool', 2), conv(5, 16, 1, true), pool('averagePool', 2)],
      ...[dense(120), dense(84), dense(10), softmax],
    ],
  },
  {
    name: 'separable',
    input: [32, 32, 1],
    layers: [
      ...[conv(3, 8, 2), depthwise(3), conv(1, 16), depthwise(3, 2), conv(1, 32), depthwise(3), conv(1, 64)],
      ...[globalPool, dense(2), softmax],
    ],
  },
  {
    name: 'autoencoder',
    input: [1, 1, 320],
    layers: [dense(64), dense(64), dense(8), dense(64), dense(64), dense(320)],
  },
  { name: 'sensor-dense', input: [1, 1, 60], layers: [dense(32), dense(16), dense(4), softmax] },
  { name: 'dense-small', input: [1, 1, 24], layers: [dense(24), dense(12), dense(3), softmax] },
  { name: 'dense-deep', input: [1, 1, 96], layers: [dense(24), dense(24), dense(24), dense(24), dense(5), softmax] },
  { name: 'dense-wide', input: [1, 1, 784], layers: [dense(48), dense(10), softmax] },
  {
    name: 'gesture-1d',
    input: [1, 128, 6],
    layers: [
      conv1d(5, 16),
      { kind: 'maxPool', size: [1, 2] },
      conv1d(3, 24),
      { kind: 'maxPool', size: [1, 2] },
      dense(16),
      dense(5),
      softmax,
    ],
  },
  {
    name: 'residual',
    input: [16, 16, 8],
    layers: [
      conv(3, 16),
      conv(3, 16),
      conv(3, 16),
      { kind: 'add', back: 2 },
      conv(3, 16),
      conv(3, 16),
      { kind: 'add', back: 2 },
      globalPool,
      dense(10),
    ],
  },
  {
    name: 'odd-channels',
    input: [19, 17, 3],
    layers: [conv(3, 7), depthwise(3), conv(1, 13), pool('maxPool', 2), conv(3, 11, 2), dense(7), softmax],
  },
  {
    name: 'depthwise-large',
    input: [20, 20, 12],
    layers: [
      depthwise(5),
      conv(1, 20),
      depthwise(3, 2),
      conv(1, 28),
      pool('averagePool', 2),
      depthwise(3, 1, 2),
      dense(6),
    ],
  },
  {
    name: 'pointwise',
    input: [12, 12, 24],
    layers: [conv(1, 32), conv(1, 48), conv(1, 24), pool('maxPool', 3), conv(1, 16), globalPool, dense(4), softmax],
  },
  {
    name: 'strided',
    input: [40, 40, 1],
    layers: [conv(3, 8, 2), conv(3, 12, 2), conv(3, 16, 2), dense(20), dense(3), softmax],
  },
  {
    name: 'tall-filter',
    input: [30, 10, 1],
    layers: [
      { kind: 'conv', filter: [10, 4], channels: 20, stride: 2 },
      ...[depthwise(3), conv(1, 20), depthwise(3), conv(1, 20), pool('averagePool', 5), dense(12), softmax],
    ],
  },
  {
    name: 'deep-narrow',
    input: [14, 14, 4],
    layers: [
      conv(3, 4),
      conv(3, 4),
      conv(3, 8),
      conv(3, 8),
      pool('maxPool', 2),
      conv(3, 12, 1, true),
      dense(24),
      dense(8),
    ],
  },
  /* Channels of every remainder by four, of which kernels take several at a time, and sizes that nothing divides. */
  {
    name: 'few-channels',
    input: [11, 13, 2],
    layers: [conv(3, 5), conv(3, 6, 2), conv(1, 9), pool('maxPool', 2), dense(11), dense(3), softmax],
  },
  {
    name: 'wide-filters',
    input: [14, 12, 1],
    layers: [conv(5, 7), conv(3, 10), conv(5, 3, 2), pool('averagePool', 2), dense(22), dense(6), softmax],
  },
  {
    name: 'mixed-filters',
    input: [10, 10, 3],
    layers: [conv(5, 9, 2), depthwise(3), conv(3, 11), conv(1, 14), dense(30), dense(9), softmax],
  },
  {
    name: 'pairs-of-channels',
    input: [9, 12, 4],
    layers: [conv(1, 6), conv(3, 13), pool('averagePool', 2), conv(5, 8), dense(17), dense(2), softmax],
  },
  {
    name: 'many-channels',
    input: [8, 9, 5],
    layers: [conv(3, 18), depthwise(5), conv(1, 23), conv(3, 12), pool('maxPool', 2), dense(39), dense(7), softmax],
  },
  {
    name: 'strided-points',
    input: [15, 10, 6],
    layers: [conv(1, 10, 2), conv(1, 15), depthwise(3, 2), conv(3, 14, 1, true), dense(5), softmax],
  },
];
