import type { NnomSource, Step } from '../model/nnom/source.ts';
import type { Value } from '../model/nnom/values.ts';
import { alignTo, ConstantLayout, writeInteger } from './nnom-constants.ts';
import type { Abi } from './nnom-structs.ts';

/** Numbers of the constructors in a table: the order of firmware/avr/table/constructors.c. */
export const tableConstructors: readonly string[] = [
  'Input',
  'Output',
  'Dense',
  'Conv2D',
  'DW_Conv2D',
  'MaxPool',
  'AvgPool',
  'SumPool',
  'GlobalMaxPool',
  'GlobalAvgPool',
  'GlobalSumPool',
  'UpSample',
  'ZeroPadding',
  'Cropping',
  'Flatten',
  'Concat',
  'Add',
  'Sub',
  'Mult',
  'Softmax',
  'ReLU',
  'LeakyReLU',
  'Sigmoid',
  'TanH',
  'input_s',
  'output_s',
  'dense_s',
  'conv2d_s',
  'dw_conv2d_s',
  'maxpool_s',
  'avgpool_s',
  'sumpool_s',
  'global_maxpool_s',
  'global_avgpool_s',
  'global_sumpool_s',
  'upsample_s',
  'zeropadding_s',
  'cropping_s',
  'flatten_s',
  'concat_s',
  'add_s',
  'sub_s',
  'mult_s',
  'softmax_s',
  'act_relu',
  'act_leaky_relu',
  'act_tanh',
  'act_sigmoid',
  'act_hard_tanh',
  'act_hard_sigmoid',
];

/** firmware/avr/table/table.h */
const verbs: Readonly<Record<Step['verb'] | 'end', number>> = { end: 0, create: 1, hook: 2, active: 3, merge: 4 };

/** Where a table goes. */
export interface TablePlace {
  readonly abi: Abi;
  /** First byte of the table, as the firmware's pointers have it. */
  readonly address: number;
  /** First byte of RAM for the model's buffers; undefined to have them behind the table. */
  readonly ramAddress: number | undefined;
}

/** A model laid out as data: what a compiler would make of its weights.h. */
export interface NnomTable {
  readonly bytes: Uint8Array;
  /** Of `bytes`, the constants of weights.h; the rest stands for the code of nnom_model_create(). */
  readonly constantBytes: number;
  readonly input: { readonly address: number; readonly bytes: number };
  /** RAM of the model's buffers. */
  readonly ramBytes: number;
}

interface Buffer {
  readonly name: string;
  readonly bytes: number;
}

/** Lays a model out at a place. */
export function nnomTable(source: NnomSource, place: TablePlace): NnomTable {
  const { abi, address } = place;
  const buffers = buffersOf(source);
  const ramBytes = buffers.reduce((sum, { bytes }) => sum + bytes, 0);
  const wordCount = headerWords + source.steps.reduce((sum, step) => sum + wordsOf(step).length, 0) + endWords;
  const tableBytes = wordCount * abi.pointerBytes;
  const ramAddress = place.ramAddress ?? address + tableBytes;
  const behindBuffers = place.ramAddress === undefined ? ramAddress + ramBytes : address + tableBytes;
  const constantsAddress = abi.isAligned ? alignTo(behindBuffers, abi.pointerBytes) : behindBuffers;
  const addresses = addressBuffers(buffers, ramAddress);
  const layout = new ConstantLayout(source, abi, constantsAddress, addresses);
  const input = buffers[0]!;
  const output = buffers.at(-1)!;
  const words: TableWord[] = [
    Math.max(...source.steps.map(({ target }) => target)) + 1,
    { of: input.name },
    input.bytes,
    { of: output.name },
    output.bytes,
    ramBytes,
    ...source.steps.flatMap(wordsOf),
    ...[verbs.end, source.steps[0]!.target, source.steps.at(-1)!.target],
  ];
  const resolved = words.map((word) => (typeof word === 'number' ? word : layout.addressOf(word.of, 1)));
  const constants = layout.bytes();
  const bytes = new Uint8Array(constantsAddress - address + constants.length);
  const view = new DataView(bytes.buffer);
  resolved.forEach((word, index) => {
    writeInteger(view, index * abi.pointerBytes, abi.pointerBytes, word);
  });
  bytes.set(constants, constantsAddress - address);
  return {
    bytes,
    constantBytes: constants.length,
    input: { address: addresses.get(input.name)!, bytes: input.bytes },
    ramBytes,
  };
}

const headerWords = 6;
const endWords = 3;

/** A number, or the address of a constant or buffer. */
type TableWord = number | { readonly of: string };

/** The arrays that are no constants: input first, output last, as the Input and Output layers name them. */
function buffersOf({ definitions }: NnomSource): Buffer[] {
  return [...definitions.values()]
    .filter(({ isConst, isArray, length }) => !isConst && isArray && length !== undefined)
    .map(({ name, length }) => ({ name, bytes: length! }))
    .sort((a, b) => Number(b.name.includes('input')) - Number(a.name.includes('input')));
}

function addressBuffers(buffers: readonly Buffer[], start: number): Map<string, number> {
  const addresses = new Map<string, number>();
  let at = start;
  for (const { name, bytes } of buffers) {
    addresses.set(name, at);
    at += bytes;
  }
  return addresses;
}

/** verb, constructor, target, argument count, arguments, input count, inputs */
function wordsOf({ verb, callee, target, args, inputs }: Step): TableWord[] {
  const argumentWords = args.flatMap((value) => argumentWordsOf(callee, value));
  const number = tableConstructors.indexOf(callee);
  return [verbs[verb], number, target, argumentWords.length, ...argumentWords, inputs.length, ...inputs];
}

/** Of `shape(h, w, c)` and `border(...)` every number; of `kernel(h, w)` and its like the two that count. */
function argumentWordsOf(callee: string, value: Value): TableWord[] {
  if (value.kind === 'number') return [/leaky/i.test(callee) ? Math.trunc(value.value * 128) : value.value];
  if (value.kind === 'address') return [{ of: value.of }];
  if (value.kind !== 'call') return [];
  const numbers = value.args.flatMap((arg) => (arg.kind === 'number' ? [arg.value] : []));
  return value.callee === 'shape' || value.callee === 'border' ? numbers : numbers.slice(0, 2);
}
