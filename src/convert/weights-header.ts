import { interleaveRows } from './dense-order.ts';
import { ConvertError } from './errors.ts';
import { type Formats, type GroupedPlan, outputBits, sumBits } from './formats.ts';
import { modelFunction } from './model-function.ts';
import type { PlanKind, PlanLayer } from './plan.ts';
import { formatName, quantize } from './q-format.ts';

/** What is said at the top of a weights.h. */
export interface HeaderOrigin {
  readonly modelName: string;
  readonly modelSha256: string;
  readonly tool: string;
}

/**
 * The text of a weights.h for NNoM's classic API (0.3 and 0.4): constants as macros, shifts derived from the formats by
 * the preprocessor, and nnom_model_create().
 *
 * @throws ConvertError when a shift would be negative, which NNoM cannot execute
 */
export function weightsHeader(plan: GroupedPlan, formats: Formats, origin: HeaderOrigin): string {
  const weighted = plan.layers.filter(({ kind }) => 'weights' in kind);
  const sections = [
    `/* ${origin.modelName} (SHA-256 ${origin.modelSha256}) converted by ${origin.tool}. */\n#include "nnom.h"`,
    ...weighted.map((layer) => constantMacros(plan, formats, layer)),
    [
      '/* decimal bits of the output of each layer */',
      ...plan.layers.map((layer) => outputMacro(plan, formats, layer)),
    ].join('\n'),
    ['/* shifts of biases and sums */', ...weighted.map((layer) => shiftMacros(plan, formats, layer))].join('\n'),
    ['/* weights of each layer */', ...weighted.map(({ name }) => weightStructs(name))].join('\n'),
    modelFunction(plan, formats),
  ];
  return `${sections.join('\n\n')}\n`;
}

const upper = (name: string): string => name.toUpperCase();

function constantMacros({ groups, layers }: GroupedPlan, formats: Formats, layer: PlanLayer): string {
  const { kind, name, index } = layer;
  if (!('weights' in kind)) return '';
  const kernelBits = formats.kernels[index] as number;
  const biasBits = formats.biases[index] as number;
  const kernel = orderedKernel(kind, quantize(kind.weights.kernel, kernelBits));
  requireShifts({ groups, layers }, formats, layer);
  return [
    `#define ${upper(name)}_KERNEL {${kernel.join(', ')}}`,
    `#define ${upper(name)}_KERNEL_SHIFT (${kernelBits})`,
    `#define ${upper(name)}_BIAS {${quantize(kind.weights.bias, biasBits).join(', ')}}`,
    `#define ${upper(name)}_BIAS_SHIFT (${biasBits})`,
  ].join('\n');
}

function orderedKernel(kind: Extract<PlanKind, { weights: unknown }>, kernel: Int8Array): Int8Array {
  return kind.type === 'dense' ? interleaveRows(kernel, kind.units) : kernel;
}

/** Shifts of the wrong direction are refused by the file's own #error; here with what to do. */
function requireShifts(plan: GroupedPlan, formats: Formats, layer: PlanLayer): void {
  const out = outputBits(plan, formats, layer.index);
  const sums = sumBits(plan, formats, layer) as number;
  if (sums >= out) return;
  throw new ConvertError({
    where: `${layer.name} (layer ${layer.source} of the model)`,
    what: `its sums have ${sums} decimal bits and its output has to have ${out}`,
    advice: 'Its weights are too large for the format of the layers it is merged with: scale them in training.',
    kind: 'unsupported',
  });
}

function outputMacro(plan: GroupedPlan, formats: Formats, { name, index }: PlanLayer): string {
  const bits = outputBits(plan, formats, index);
  return `#define ${upper(name)}_OUTPUT_SHIFT (${bits}) /* ${formatName(bits)} */`;
}

function shiftMacros(plan: GroupedPlan, _formats: Formats, { name, inputs }: PlanLayer): string {
  const own = upper(name);
  const input = upper((plan.layers[inputs[0] as number] as PlanLayer).name);
  const sums = `${input}_OUTPUT_SHIFT+${own}_KERNEL_SHIFT`;
  return [
    `#define ${own}_OUTPUT_RSHIFT (${sums}-${own}_OUTPUT_SHIFT)`,
    `#define ${own}_BIAS_LSHIFT (${sums}-${own}_BIAS_SHIFT)`,
    `#if ${own}_OUTPUT_RSHIFT < 0`,
    `#error ${own}_OUTPUT_RSHIFT must not be negative`,
    '#endif',
    `#if ${own}_BIAS_LSHIFT < 0`,
    `#error ${own}_BIAS_LSHIFT must not be negative`,
    '#endif',
  ].join('\n');
}

function weightStructs(name: string): string {
  const own = upper(name);
  return [
    `static const int8_t ${name}_weights[] = ${own}_KERNEL;`,
    `static const nnom_weight_t ${name}_w = { (const void*)${name}_weights, ${own}_OUTPUT_RSHIFT};`,
    `static const int8_t ${name}_bias[] = ${own}_BIAS;`,
    `static const nnom_bias_t ${name}_b = { (const void*)${name}_bias, ${own}_BIAS_LSHIFT};`,
  ].join('\n');
}
