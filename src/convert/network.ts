import { findOperator } from '../model/ops.ts';
import type { TfliteContents } from '../model/tflite/contents.ts';
import type { ModelInfo } from '../model/types.ts';
import { ConvertError } from './errors.ts';
import { operators } from './operators.ts';
import type { PlanLayer } from './plan.ts';
import { imageShape, PlanBuilder } from './plan-builder.ts';

/**
 * A float network as layers of NNoM's classic API, in the order of the file.
 *
 * @param name the file's name, for messages
 * @throws ConvertError for networks that are not float, that have several inputs or outputs, or a layer that NNoM has
 * not
 */
export function planNetwork(model: ModelInfo, contents: TfliteContents, name: string): readonly PlanLayer[] {
  const [input = -1] = model.inputs;
  const [output = -1] = model.outputs;
  requireConvertible(model, name);
  const builder = new PlanBuilder(name);
  const shape = imageShape(model, input);
  if (shape === undefined) throw oddInput(name, model.tensors[input]?.shape ?? []);
  builder.define(input, builder.append({ type: 'input' }, [], shape));
  for (const layer of model.layers) {
    if (findOperator(layer.op)?.role === 'shape') continue;
    const operator = operators[layer.op];
    if (operator === undefined) {
      const known = Object.keys(operators).join(', ');
      throw builder.unsupported(layer, 'has no counterpart in NNoM', `Convertible: ${known}.`);
    }
    const context = { model, contents, builder, layer, options: contents.options(layer.index) };
    builder.define(layer.outputs[0] as number, operator(context));
  }
  const last = builder.layerOf(output, model.layers.at(-1)!);
  builder.append({ type: 'output' }, [last], builder.shapeOf(last));
  return builder.layers;
}

function requireConvertible(model: ModelInfo, name: string): void {
  if (model.variant !== 'float32') {
    throw new ConvertError({
      where: name,
      what: `this network is ${model.variant}`,
      advice: 'Export it as float32: formats are chosen from the real numbers.',
      kind: 'unsupported',
    });
  }
  if (model.inputs.length === 1 && model.outputs.length === 1) return;
  throw new ConvertError({
    where: name,
    what: `the network has ${model.inputs.length} inputs and ${model.outputs.length} outputs`,
    advice: 'NNoM runs networks with one of each.',
    kind: 'unsupported',
  });
}

function oddInput(name: string, shape: readonly number[]): ConvertError {
  return new ConvertError({
    where: name,
    what: `the network's input is ${shape.join('x')}`,
    advice: 'NNoM takes one input of rows, columns and channels.',
    kind: 'unsupported',
  });
}
