import type { Device } from '../devices/schema.ts';
import { BuildError } from './errors.ts';
import type { CompilePlan } from './plan.ts';
import type { OptimizationLevel } from './types.ts';

/** What avr-gcc calls a part, and its start-up code. */
interface AvrTarget {
  /** Instruction set and memory layout, in GCC's words: Debian's compiler has device specs for only some parts. */
  readonly mcu: string;
  /** What avr-libc's headers know the part by; needed where flash is read with LPM. */
  readonly macro: string | undefined;
}

/** By device id: a part preflash can build the NNoM-API runtime for. */
export const avrTargets: Readonly<Record<string, AvrTarget>> = {
  atmega4809: { mcu: 'avrxmega3', macro: undefined },
  avr128db64: { mcu: 'avrxmega4', macro: undefined },
  atmega328p: { mcu: 'avr5', macro: '__AVR_ATmega328P__' },
  atmega1284p: { mcu: 'avr51', macro: '__AVR_ATmega1284P__' },
  atmega2560: { mcu: 'avr6', macro: '__AVR_ATmega2560__' },
};

/** Type of the sums that NNoM keeps in `int`: 16 bits wide on AVR, which is a fault worth studying. */
export const accumulators = ['int32', 'int'] as const;
export type Accumulator = (typeof accumulators)[number];

/** Layers of an image without a model, fewest first: those of dense networks, or all. */
export const layerSets = ['dense', 'all'] as const;
export type LayerSet = (typeof layerSets)[number];

/** What an AVR image is built from. */
export interface AvrBuildTarget {
  readonly device: Device;
  readonly opt: OptimizationLevel;
  readonly accumulator: Accumulator;
}

const runtimeDirectories = ['avr/runtime', 'avr/layers', 'avr/kernels', 'avr/application'];
/** In place of a model: what makes one from a table in flash. */
const tableDirectories = ['avr/table', 'avr/image'];
const commonBoard = 'boards/avr';

/** The linker scripts know the model's constants by the name of their object. */
const modelFile = 'weights.c';

const compilerFlags = ['-std=gnu11', '-ffunction-sections', '-fdata-sections', '-Wall', '-Wextra'];

/**
 * At -O3 GCC inlines NNoM's large static functions into each other. This runtime is made of smaller files: the limit is
 * raised so that as much is inlined, and an -O3 image takes what one of NNoM takes.
 */
const levelFlags: Readonly<Partial<Record<OptimizationLevel, readonly string[]>>> = {
  O3: ['--param', 'max-inline-insns-auto=300'],
};

/**
 * Directories below `firmware/` whose sources go into an image for the part.
 * @throws BuildError `unsupported-target` when there is no start-up code for it
 */
export function avrSourceDirectories(device: Device): readonly string[] {
  targetOf(device);
  return [...runtimeDirectories, commonBoard, `boards/${device.id}`];
}

/** The directories of an image that is built without a model. */
export function avrImageDirectories(device: Device): readonly string[] {
  return [...avrSourceDirectories(device), ...tableDirectories];
}

/**
 * The calls that build the runtime with the constructors of a layer set and without a model, for `placeNnomModel`.
 *
 * @param sources the files of `avrImageDirectories`
 */
export function avrImagePlan(target: AvrBuildTarget, layers: LayerSet, sources: readonly string[]): CompilePlan {
  const plan = avrCompilePlan(target, '', sources);
  const args = layers === 'dense' ? ['-DPF_DENSE_LAYERS_ONLY'] : [];
  return {
    ...plan,
    units: plan.units.map((unit) => ({ ...unit, args: [...unit.args, ...args] })),
    generated: { ...plan.generated, text: '/* No model: it is a table behind the image. */\n' },
  };
}

/**
 * The compiler and linker calls that build the runtime around a weights.h.
 *
 * @param weights text of the weights.h
 * @param sources the C and assembler files of `avrSourceDirectories`, relative to `firmware/`
 */
export function avrCompilePlan(target: AvrBuildTarget, weights: string, sources: readonly string[]): CompilePlan {
  const { device, opt, accumulator } = target;
  const { mcu, macro } = targetOf(device);
  const args = [
    `-mmcu=${mcu}`,
    ...(macro === undefined ? [] : [`-D${macro}`]),
    `-${opt}`,
    ...(levelFlags[opt] ?? []),
    ...compilerFlags,
    ...(accumulator === 'int' ? ['-DPF_INT_ACCUMULATORS'] : []),
    ...['avr', 'avr/include', commonBoard, `boards/${device.id}`].map((directory) => `-I${directory}`),
  ];
  const units = [...sources].sort().map((source) => ({ source, object: objectName(source), args }));
  return {
    units,
    generated: { source: modelFile, object: objectName(modelFile), args, text: modelSource(weights) },
    prefixMapOption: '-fdebug-prefix-map',
    linkArgs: [
      `-mmcu=${mcu}`,
      '-nostartfiles',
      '-Wl,--gc-sections',
      '-Wl,--strip-debug',
      '-Wl,--emit-relocs',
      `-L${commonBoard}`,
      `-Tboards/${device.id}/link.ld`,
    ],
    libraries: ['-lm'],
  };
}

/** `avr/kernels/dense_q7.c` -> `avr-kernels-dense_q7.o` */
const objectName = (source: string): string => `${source.replace(/\.\w+$/, '').replaceAll('/', '-')}.o`;

/** The model as a C file: weights.h as it is, and what main() asks of it. */
function modelSource(weights: string): string {
  return `${weights}
#include "application/model.h"

nnom_model_t *pf_create_model(pf_io_t *io) {
  io->input_count = 1;
  io->input[0].data = PF_DATA_ADDRESS(nnom_input_data);
  io->input[0].bytes = sizeof nnom_input_data;
  io->output_count = 1;
  io->output[0].data = PF_DATA_ADDRESS(nnom_output_data);
  io->output[0].bytes = sizeof nnom_output_data;
  return nnom_model_create();
}
`;
}

function targetOf(device: Device): AvrTarget {
  const target = avrTargets[device.id];
  if (target !== undefined) return target;
  throw new BuildError('unsupported-target', {
    where: device.id,
    what: `a weights.h of NNoM runs on AVR parts: ${Object.keys(avrTargets).join(', ')}`,
    advice: 'Give one of them with --device, or a .tflite model for this part.',
    kind: 'unsupported',
  });
}
