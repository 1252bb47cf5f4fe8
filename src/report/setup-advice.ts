import type { BuiltImage } from '../build/types.ts';
import type { ModelInfo, TensorType } from '../model/types.ts';
import { formatBytes } from '../units/bytes.ts';
import { formatPercent } from '../units/percent.ts';
import type { AdviceContext, AdviceRule } from './advice-rule.ts';
import { featuresOf } from './cores.ts';

/** Operators with an optimised int8 kernel in the `cmsis-nn` set. */
const optimisedOps = new Set([
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'FULLY_CONNECTED',
  'MAX_POOL_2D',
  'AVERAGE_POOL_2D',
  'ADD',
  'MUL',
  'SOFTMAX',
]);

/** Bytes of an int8 value and of a float32 value. */
const floatToInt8 = 4;

/** What the way the firmware or the model was made costs. */
export const setupAdvice: readonly AdviceRule[] = [
  {
    code: 'reference-kernels',
    share: (context) => {
      const { built, model } = madeFromModel(context);
      if (built?.kernels !== 'reference' || !featuresOf(context.device).dsp) return 0;
      return shareOfLayers(context, (index, op) => optimisedOps.has(op) && inputType(model, index) === 'int8');
    },
    message: (_, share) => `${formatPercent(share)} of the cycles are spent in int8 reference kernels`,
    advice: () => "Take --kernels cmsis-nn: it uses this core's DSP instructions, two multiply-accumulates each.",
  },
  {
    code: 'unoptimised-build',
    share: (context) => (madeFromModel(context).built?.opt === 'O0' ? 1 : 0),
    message: ({ measured }) =>
      `the firmware is compiled at -O0: ${formatPercent(memoryShare(measured.byClass, measured.instructions))} of its ` +
      'instructions are loads and stores, because every variable lives on the stack',
    advice: () => 'Take --opt Os or O3, and look for -O0 (a "Debug" configuration) in the build you flash.',
  },
  {
    code: 'flash-caches-off',
    share: (context) => (cachesOff(context).length > 0 ? flashShare(context) : 0),
    message: (context, share) =>
      `${formatPercent(share)} of the cycles wait for flash while the firmware has its ${cachesOff(context).join(' and ')} off`,
    advice: () =>
      'Turn them on before the inference: ICEN and DCEN in FLASH_ACR (in STM32CubeMX: Instruction and Data Cache).',
  },
  {
    code: 'float-without-fpu',
    share: (context) => (featuresOf(context.device).fpu ? 0 : shareOfFloatLayers(context)),
    message: ({ device }, share) =>
      `${formatPercent(share)} of the cycles are float32 arithmetic in software: ${device.name} has no floating-point unit`,
    advice: () => 'Quantise the model to int8 (post-training, full integer), which this core computes directly.',
  },
  {
    code: 'float-model',
    share: (context) => (featuresOf(context.device).fpu ? shareOfFloatLayers(context) : 0),
    message: (_, share) => `${formatPercent(share)} of the cycles are spent in float32 layers`,
    advice: (context) => {
      const bytes = floatConstantBytes(context);
      return (
        'Quantise the model to int8 (post-training, full integer): the cmsis-nn kernels then apply, ' +
        `and ${formatBytes(bytes)} of float32 weights become about ${formatBytes(Math.round(bytes / floatToInt8))}.`
      );
    },
  },
  {
    code: 'time-between-layers',
    share: ({ measured, layers }) =>
      layers.length === 0 ? 0 : 1 - layers.reduce((cycles, layer) => cycles + layer.cycles, 0) / measured.cycles,
    message: (_, share) => `${formatPercent(share)} of the cycles pass between the layers, in the runtime's layer loop`,
    advice: () => 'Fuse or drop operators that compute nothing: RESHAPE, QUANTIZE and shape arithmetic.',
  },
];

/** Caches the part has and the firmware leaves off. */
function cachesOff({ device, flashSettings }: AdviceContext): string[] {
  if (device.flash.kind !== 'st-art' || flashSettings === undefined) return [];
  const { instructionCache, dataCache } = device.flash;
  return [
    ...(instructionCache !== undefined && !flashSettings.instructionCache ? ['instruction cache'] : []),
    ...(dataCache !== undefined && !flashSettings.dataCache ? ['data cache'] : []),
  ];
}

function flashShare({ measured: { byCause, cycles } }: AdviceContext): number {
  return cycles === 0 ? 0 : (byCause.flashFetch + byCause.flashData) / cycles;
}

function madeFromModel({ source }: AdviceContext): { built?: Pick<BuiltImage, 'kernels' | 'opt'>; model?: ModelInfo } {
  return source.origin === 'model' ? { built: source.built, model: source.model } : {};
}

function inputType(model: ModelInfo | undefined, layerIndex: number): TensorType | undefined {
  return model?.tensors[model.layers[layerIndex]?.inputs[0] ?? -1]?.type;
}

function shareOfLayers({ layers }: AdviceContext, matches: (index: number, op: string) => boolean): number {
  return layers.filter(({ index, op }) => matches(index, op)).reduce((share, layer) => share + layer.share, 0);
}

function shareOfFloatLayers(context: AdviceContext): number {
  const { model } = madeFromModel(context);
  const macsOf = (index: number) => model?.layers[index]?.macs ?? 0;
  return shareOfLayers(context, (index) => inputType(model, index) === 'float32' && macsOf(index) > 0);
}

function floatConstantBytes(context: AdviceContext): number {
  const tensors = madeFromModel(context).model?.tensors ?? [];
  return tensors.filter(({ type }) => type === 'float32').reduce((bytes, tensor) => bytes + tensor.constantBytes, 0);
}

function memoryShare(byClass: AdviceContext['measured']['byClass'], instructions: number): number {
  return (byClass.load + byClass.store + byClass.loadStoreMultiple) / instructions;
}
