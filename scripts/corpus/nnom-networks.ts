import { everything, type NetworkRules } from './network-rules.ts';
import { classicApi, configApi } from './nnom-api.ts';
import { NnomWriter, type Shape, sizeOf, type Window, type Written } from './write-nnom.ts';

/** Makes a layer of a kind behind another, of sizes that the writer's generator draws. */
type Grow = (writer: NnomWriter, from: Written) => Written;

/** The most values a tensor may have: half of the networks are for parts of 2 KB. */
interface Limits {
  readonly values: number;
  readonly channels: number;
}

const smallLimits: Limits = { values: 220, channels: 8 };
const largeLimits: Limits = { values: 700, channels: 16 };

const windowOf = (writer: NnomWriter, [height, width]: Shape, most: number): Window => ({
  kernel: [writer.integer(1, Math.min(most, height)), writer.integer(1, Math.min(most, width))],
  stride: [writer.integer(1, 2), writer.integer(1, 2)],
  same: writer.next() < 0.5,
});

const channelsFor = (writer: NnomWriter, { shape }: Written, { values, channels }: Limits): number =>
  drawUpper(writer, Math.max(1, Math.min(channels, Math.floor(values / (shape[0] * shape[1])))));

const drawUpper = (writer: NnomWriter, most: number): number => writer.integer(Math.ceil(most / 3), most);

const conv =
  (limits: Limits): Grow =>
  (writer, from) => {
    const window = windowOf(writer, from.shape, 5);
    const isWide = (axis: 0 | 1) => from.shape[axis] > 2 * window.kernel[axis];
    const isDilated = isWide(0) && isWide(1) && writer.next() < 0.2;
    return writer.conv(from, channelsFor(writer, from, limits), isDilated ? { ...window, dilation: [2, 1] } : window);
  };

const depthwise =
  ({ values }: Limits): Grow =>
  (writer, from) =>
    writer.depthwise(from, 2 * sizeOf(from.shape) > values ? 1 : writer.integer(1, 2), windowOf(writer, from.shape, 4));

const pool =
  (kind: string): Grow =>
  (writer, from) =>
    writer.pool(kind, from, windowOf(writer, from.shape, 3));

const layer =
  (call: (writer: NnomWriter) => string): Grow =>
  (writer, from) =>
    writer.plain(call(writer), from);

/** The value and a convolution of it, which has its shape. */
const merge =
  (name: string): Grow =>
  (writer, from) => {
    const kernel = [writer.integer(1, 3), writer.integer(1, 3)] as const;
    const window: Window = { kernel, stride: [1, 1], same: true, keepsShape: true };
    const branch = writer.conv(from, from.shape[2], window);
    const other = writer.conv(from, from.shape[2], { ...window, kernel: [1, 1] });
    return writer.merge(name, writer.integer(0, 2), [branch, other]);
  };

const concat: Grow = (writer, from) => {
  const window: Window = { kernel: [writer.integer(1, 3), 1], stride: [1, 1], same: true, keepsShape: true };
  const most = writer.integer(2, 3);
  const branches = Array.from({ length: most }, () => writer.conv(from, writer.integer(1, 3), window));
  return writer.concat(branches);
};

/** Kinds of layers on images, in the order in which they take turns. */
const imageLayers = (limits: Limits): readonly Grow[] => [
  conv(limits),
  pool('Max'),
  depthwise(limits),
  pool('Avg'),
  layer(() => 'ReLU()'),
  concat,
  pool('Sum'),
  layer((writer) => `TanH(${writer.integer(3, 7)})`),
  (writer, from) =>
    writer.border('ZeroPadding', from, [writer.integer(0, 2), writer.integer(0, 2), writer.integer(0, 2), 1]),
  merge('Add'),
  conv(limits),
  layer(() => 'LeakyReLU(0.25)'),
  (writer, from) => writer.border('Cropping', from, [writer.integer(0, 1), 0, writer.integer(0, 1), 0]),
  merge('Sub'),
  depthwise(limits),
  layer((writer) => `Sigmoid(${writer.integer(3, 7)})`),
  merge('Mult'),
  (writer, from) => writer.upSample(from, [writer.integer(1, 2), writer.integer(1, 2)]),
];

const behind: readonly ((writer: NnomWriter) => string | undefined)[] = [
  () => undefined,
  () => 'act_relu()',
  (writer) => `act_tanh(${writer.integer(3, 7)})`,
  () => 'act_relu()',
  (writer) => `act_sigmoid(${writer.integer(3, 7)})`,
  () => undefined,
  () => 'act_leaky_relu(0.125)',
  (writer) => `act_hard_tanh(${writer.integer(3, 7)})`,
  () => 'act_relu()',
  (writer) => `act_hard_sigmoid(${writer.integer(3, 7)})`,
];

function activated(writer: NnomWriter, from: Written, turn: number): Written {
  const call = behind[turn % behind.length]!(writer);
  return call === undefined ? from : writer.active(call, from);
}

/** Ends: a vector of global sums, or dense layers. */
const globalKinds = ['Max', 'Avg', 'Sum'];

function ending(writer: NnomWriter, from: Written, turn: number): Written {
  const isGlobal = turn % 2 === 0;
  let at = isGlobal ? writer.globalPool(globalKinds[(turn / 2) % 3]!, from) : writer.flatten(from);
  if (!isGlobal && sizeOf(from.shape) < 300) at = activated(writer, writer.dense(at, writer.integer(3, 24)), turn);
  if (turn % 4 !== 0) at = writer.dense(at, writer.integer(2, 14));
  return turn % 3 === 0 ? at : writer.plain('Softmax()', at);
}

/** Two networks of seven are written with configuration structs: nothing else takes turns by seven. */
const apiOf = (turn: number) => (turn % 7 === 2 || turn % 7 === 5 ? configApi : classicApi);

/** The network of a number: layers on images by turns, then an ending. */
function imageNetwork(turn: number, rules: NetworkRules): string {
  const writer = new NnomWriter(apiOf(turn), 1000 + turn, rules);
  const limits = turn % 2 === 0 ? smallLimits : largeLimits;
  const kinds = imageLayers(limits);
  const side = () => writer.integer(4, turn % 2 === 0 ? 9 : 16);
  let at = writer.input([side(), side(), writer.integer(1, 3)]);
  at = activated(writer, at, 3 * turn);
  for (let count = 0; count < 2 + (turn % 3); count++) {
    const grow = kinds[(turn * 5 + count * 7) % kinds.length]!;
    if (Math.min(at.shape[0], at.shape[1]) < 2 || sizeOf(at.shape) > limits.values) continue;
    at = activated(writer, grow(writer, at), turn + 3 * count);
  }
  return writer.text(ending(writer, at, turn));
}

/** Dense layers on a vector, as sensors give it. */
function denseNetwork(turn: number, rules: NetworkRules): string {
  const writer = new NnomWriter(apiOf(turn), 2000 + turn, rules);
  let at = activated(writer, writer.input([writer.integer(6, turn % 2 === 0 ? 60 : 360), 1, 1]), turn);
  for (let left = writer.integer(1, 3); left > 0; left--) {
    at = activated(writer, writer.dense(at, writer.integer(3, 40)), turn + left);
  }
  at = writer.dense(at, writer.integer(2, 12));
  return writer.text(turn % 2 === 0 ? writer.plain('Softmax()', at) : at);
}

/** Convolutions and pooling as image networks have them, some of them separable. */
function convNetwork(turn: number, rules: NetworkRules): string {
  const writer = new NnomWriter(apiOf(turn), 3000 + turn, rules);
  const isSmall = turn % 2 === 0;
  const most = isSmall ? 240 : 1600;
  const side = isSmall ? writer.integer(7, 12) : writer.integer(10, 24);
  let at = writer.input([side, side, isSmall ? 1 : writer.integer(1, 2)]);
  for (let count = 0; count < 2 && at.shape[0] > 3; count++) {
    const stride = count === 0 && (isSmall || side > 16) ? 2 : 1;
    const window: Window = { kernel: [3, 3], stride: [stride, stride], same: turn % 3 > 0 };
    const pixels = Math.ceil(at.shape[0] / stride) * Math.ceil(at.shape[1] / stride);
    const channels = drawUpper(writer, Math.max(2, Math.min(20, Math.floor(most / pixels))));
    if (turn % 4 === 1 && count > 0) {
      at = activated(writer, writer.depthwise(at, 1, window), turn);
      at = writer.active('act_relu()', writer.conv(at, channels, { ...window, kernel: [1, 1] }));
    } else {
      at = writer.active('act_relu()', writer.conv(at, channels, window));
    }
    at = writer.pool(turn % 3 === 1 ? 'Avg' : 'Max', at, { kernel: [2, 2], stride: [2, 2], same: true });
  }
  at = activated(writer, writer.dense(writer.flatten(at), writer.integer(8, 24)), turn);
  return writer.text(writer.plain('Softmax()', writer.dense(at, writer.integer(2, 10))));
}

/** One kind of layer on a small image, by turns in both ways of writing: what a part of 2 KB holds. */
function tinyNetwork(turn: number, rules: NetworkRules): string {
  const round = Math.floor(turn / rareLayers.length);
  const writer = new NnomWriter(round % 2 === 0 ? classicApi : configApi, 4000 + turn, rules);
  const side = () => writer.integer(4, 6);
  const at = writer.input([side(), side(), writer.integer(1, 2)]);
  const grown = activated(writer, rareLayers[turn % rareLayers.length]!(writer, at), turn + round);
  return writer.text(ending(writer, grown, turn + round));
}

const pointwise: Window = { kernel: [1, 1], stride: [1, 1], same: true };

/** Kinds that larger networks have too little room for beside the others. */
const rareLayers: readonly Grow[] = [
  merge('Add'),
  merge('Sub'),
  merge('Mult'),
  (writer, from) =>
    writer.concat([writer.conv(from, 1, pointwise), writer.conv(from, writer.integer(1, 2), pointwise)]),
  pool('Max'),
  pool('Avg'),
  pool('Sum'),
  depthwise(smallLimits),
  (writer, from) => writer.upSample(from, [writer.integer(1, 2), 2]),
  (writer, from) => writer.border('ZeroPadding', from, [writer.integer(0, 2), 1, 0, writer.integer(1, 2)]),
  (writer, from) => writer.border('Cropping', from, [1, writer.integer(0, 1), 0, writer.integer(0, 1)]),
  layer(() => 'LeakyReLU(0.5)'),
  layer((writer) => `Sigmoid(${writer.integer(3, 7)})`),
  (writer, from) => writer.globalPool(globalKinds[writer.integer(0, 2)]!, from),
];

const tinyNetworkCount = 6 * rareLayers.length;
const imageNetworkCount = 90;
const denseNetworkCount = 15;
const convNetworkCount = 16;

interface NamedText {
  readonly name: string;
  readonly text: string;
}

const networksOf = (name: string, count: number, networkOf: (turn: number) => string): NamedText[] =>
  Array.from({ length: count }, (_, turn) => ({ name: `${name}-${turn}.h`, text: networkOf(turn) }));

/** Networks of the NNoM corpus that no training made: each kind of layer occurs in at least six, in sizes of its own. */
export const nnomNetworks = (rules: NetworkRules = everything): NamedText[] => [
  ...networksOf('image', imageNetworkCount, (turn) => imageNetwork(turn, rules)),
  ...networksOf('dense', denseNetworkCount, (turn) => denseNetwork(turn, rules)),
  ...networksOf('conv', convNetworkCount, (turn) => convNetwork(turn, rules)),
];

/** A single convolution, with windows of every kind. */
function tinyConvNetwork(turn: number, rules: NetworkRules): string {
  const writer = new NnomWriter(apiOf(turn), 5000 + turn, rules);
  const at = writer.input([writer.integer(4, 8), writer.integer(4, 9), 1]);
  return writer.text(ending(writer, activated(writer, conv(smallLimits)(writer, at), turn), turn));
}

const tinyConvNetworkCount = 14;

/** LeakyReLU with each activation behind it: both may shift by a variable, and nothing else in the layer does. */
function tinyLeakyNetwork(turn: number, rules: NetworkRules): string {
  const writer = new NnomWriter(classicApi, 6000 + turn, rules);
  const input = writer.input([writer.integer(4, 9), writer.integer(4, 9), 1]);
  const at = activated(writer, writer.plain(`LeakyReLU(0.${writer.integer(1, 5)})`, input), turn);
  return writer.text(ending(writer, at, turn));
}

const tinyLeakyNetworkCount = 2 * behind.length;

/** More of them, for parts that hold few of the others. */
export const tinyNnomNetworks = (rules: NetworkRules = everything): NamedText[] => [
  ...networksOf('tiny', tinyNetworkCount, (turn) => tinyNetwork(turn, rules)),
  ...networksOf('tiny-conv', tinyConvNetworkCount, (turn) => tinyConvNetwork(turn, rules)),
  ...networksOf('tiny-leaky', tinyLeakyNetworkCount, (turn) => tinyLeakyNetwork(turn, rules)),
];
