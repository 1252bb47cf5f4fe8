import { ModelError } from './errors.ts';
import { nnomRegistration } from './nnom/registration.ts';
import { findOperator, supportedOperators } from './ops.ts';
import type { LayerInfo, ModelInfo } from './types.ts';
import { isHybrid } from './variant.ts';

/** Symbols of the runtime's registrations, one an operator and type of its first input: `pf_op_conv_2d_int8`. */
export function registrationSymbol(op: string, inputType: string): string {
  return `pf_op_${op.toLowerCase()}_${inputType}`;
}

/** Every registration the runtime has, in table order: what a prebuilt image links. */
export function allRegistrations(): string[] {
  return supportedOperators.flatMap(({ name, inputTypes }) =>
    (inputTypes === 'any' ? ['any'] : inputTypes).map((type) => registrationSymbol(name, type)),
  );
}

/**
 * The registration each layer of `model` needs, by layer index.
 * @throws ModelError naming the first layer the runtime has no kernel for
 */
export function layerRegistrations(model: ModelInfo, name: string): string[] {
  if (model.format === 'nnom') return model.layers.map(({ op }) => nnomRegistration(op));
  return model.layers.map((layer) => registrationOf(layer, model, name));
}

/**
 * The registrations to link for `model`: each once, in the order of first use.
 * @throws ModelError naming the first layer the runtime has no kernel for
 */
export function requiredRegistrations(model: ModelInfo, name: string): string[] {
  return [...new Set(layerRegistrations(model, name))];
}

function registrationOf(layer: LayerInfo, model: ModelInfo, name: string): string {
  const where = `${name}: layer ${layer.index} (${layer.op}, "${layer.name}")`;
  const kind = 'unsupported';
  if (isHybrid(layer, model.tensors)) {
    throw new ModelError({
      where,
      what: 'it has float activations with int8 weights (dynamic-range quantisation), and no microcontroller runtime executes hybrid kernels',
      advice: 'Export the model in full-integer int8 (with a representative data set) or in float32.',
      kind,
    });
  }
  const types = findOperator(layer.op)?.inputTypes ?? [];
  if (types === 'any') return registrationSymbol(layer.op, 'any');
  const type = model.tensors[layer.inputs[0] ?? -1]?.type;
  if (type !== undefined && types.includes(type)) return registrationSymbol(layer.op, type);
  throw new ModelError({
    where,
    what: `${layer.op} on ${type ?? 'no input'} is not supported; it runs on ${types.join(', ')}`,
    advice: 'Export the model in full-integer int8 or in float32.',
    kind,
  });
}
