import { valuesIn } from '../../bytes/shape.ts';
import { ModelError } from '../errors.ts';
import type { LayerInfo, ModelInfo, TensorInfo } from '../types.ts';
import type { Weights } from './arguments.ts';
import { type NnomLayer, networkOf } from './network.ts';
import { beginsOutside } from './shapes.ts';
import { isNnomText, type NnomSource, readSource } from './source.ts';

/** Files beyond this are no weights.h: no 8-bit part holds as many weights. */
const largestBytes = 16 * 1024 * 1024;

/** Whether `bytes` are the text of a weights.h, judged by content. */
export function isNnom(bytes: Uint8Array): boolean {
  return bytes.length <= largestBytes && !bytes.includes(0) && isNnomText(textOf(bytes));
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A weights.h as a source and as the network it makes. */
export interface NnomModel {
  readonly source: NnomSource;
  readonly layers: readonly NnomLayer[];
}

/**
 * Reads a weights.h of NNoM's converters, of the classic API or the one with configuration structs.
 * @param name the file's name, for messages
 * @throws ModelError that says the line
 */
export function parseNnom(bytes: Uint8Array, name: string): NnomModel {
  const source = readSource(textOf(bytes), name);
  return { source, layers: networkOf(source) };
}

/**
 * What every model format is described as: the layers in running order, a tensor a layer. A layer that works in place
 * (Input, Flatten, Output) has a tensor of its own all the same.
 * @throws ModelError as `parseNnom`
 */
export function readNnom(bytes: Uint8Array, name: string): Omit<ModelInfo, 'sha256'> {
  const { source: nnomSource, layers: network } = parseNnom(bytes, name);
  const tensors = network.map(tensorOf);
  const layers = network.map(layerInfoOf);
  const inputs = network.filter(({ kind }) => kind.type === 'input').map(({ index }) => index);
  const outputs = network.filter(({ kind }) => kind.type === 'output').map(({ index }) => index);
  if (inputs.length !== 1 || outputs.length !== 1) throw oneOfEach(name, inputs.length, outputs.length);
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  return {
    format: 'nnom',
    fileBytes: bytes.length,
    description: 'NNoM model',
    variant: 'int8',
    tensors,
    inputs,
    outputs,
    layers,
    macs: layers.reduce((sum, layer) => sum + layer.macs, 0),
    parameters,
    ...memoryBounds(network, layers, parameters),
    nnomSource,
  };
}

function oneOfEach(name: string, inputs: number, outputs: number): ModelError {
  return new ModelError({
    where: name,
    what: `the model has ${inputs} inputs and ${outputs} outputs`,
    advice: 'preflash runs models with one of each.',
    kind: 'unsupported',
  });
}

function tensorOf({ index, op, target, outputShape, kind }: NnomLayer): TensorInfo {
  const decimalBits = kind.type === 'input' ? kind.decimalBits : undefined;
  return {
    index,
    name: `layer[${target}] ${op}`,
    type: 'int8',
    shape: [1, ...outputShape],
    quantization: decimalBits === undefined ? undefined : { scales: [2 ** -decimalBits], zeroPoints: [0], axis: 0 },
    constantBytes: 0,
  };
}

function layerInfoOf(layer: NnomLayer): LayerInfo {
  const { index, target, op, activation, inputs, outputShape, kind } = layer;
  const weights = 'weights' in kind ? kind.weights : undefined;
  const parameters = weights === undefined ? 0 : weights.values.length + weights.bias.length;
  return {
    index,
    name: `layer[${target}]`,
    op: activation === undefined ? op : `${op}+${activation}`,
    inputs: [...inputs],
    outputs: [index],
    outputShape: [...outputShape],
    macs: macsOf(layer, weights),
    parameters,
    constantBytes: parameters,
    ...(beginsOutside(kind) && { beginsOutside: true }),
  };
}

/** Padded positions count too, as the literature does. */
function macsOf({ kind, outputShape: [h, w] }: NnomLayer, weights: Weights | undefined): number {
  if (weights === undefined) return 0;
  return kind.type === 'dense' ? weights.values.length : weights.values.length * h * w;
}

/** Layers whose output is values of its own, and not those of the input. */
const hasOwnOutput = ({ kind }: NnomLayer): boolean => !['flatten', 'output', 'activation'].includes(kind.type);

function memoryBounds(
  network: readonly NnomLayer[],
  layers: readonly LayerInfo[],
  parameters: number,
): Pick<ModelInfo, 'textbookBoundValues' | 'largestLayerValues'> {
  const activations = network.filter(hasOwnOutput).reduce((sum, layer) => sum + valuesIn(layer.outputShape), 0);
  const perLayer = network.map((layer, position) => {
    const inputs = layer.inputs.reduce((sum, input) => sum + valuesIn(network[input]!.outputShape), 0);
    return inputs + valuesIn(layer.outputShape) + layers[position]!.parameters;
  });
  return { textbookBoundValues: parameters + activations, largestLayerValues: Math.max(...perLayer) };
}
