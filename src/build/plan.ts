import { isAvrCore } from '../devices/core-family.ts';
import type { Device } from '../devices/schema.ts';
import { BuildError } from './errors.ts';
import { registryFile, registrySource } from './registry.ts';
import {
  type Board,
  boards,
  commonCompilerFlags,
  commonLinkerFlags,
  coreFlags,
  includeDirectories,
  kernelSources,
  runtimeDirectories,
} from './targets.ts';
import type { KernelSet, OptimizationLevel } from './types.ts';

/** What is built: everything that influences the machine code, apart from the sources and the compiler. */
export interface BuildTarget {
  readonly device: Device;
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
}

/** One call of the compiler. `args` are all but the input and output files. */
export interface CompileUnit {
  /** Relative to `firmware/`, or the generated source, which the plan carries as text. */
  readonly source: string;
  /** A file name without directories, unique in the plan. */
  readonly object: string;
  readonly args: readonly string[];
}

/** All that turns sources into an image, for whoever can start a compiler. Paths are relative to `firmware/`. */
export interface CompilePlan {
  readonly units: readonly CompileUnit[];
  /** A source that is written for this build alone: the registry of kernels, or the model. */
  readonly generated: CompileUnit & { readonly text: string };
  /** How this compiler is told to leave the paths of this machine out of objects. */
  readonly prefixMapOption: '-ffile-prefix-map' | '-fdebug-prefix-map';
  /** The linker's arguments before the object files. */
  readonly linkArgs: readonly string[];
  /** And after them: libraries resolve what the objects before them left open. */
  readonly libraries: readonly string[];
}

/** Kernels of TensorFlow Lite are for Cortex-M; what AVR runs is NNoM. */
const avrAdvice =
  'It runs NNoM: `preflash convert MODEL.tflite --to nnom` makes the weights.h of a float model; or give an ELF.';

/**
 * Directories below `firmware/` whose C and assembler files go into an image.
 *
 * @throws BuildError `unsupported-target` when there is no board support for the device, or the kernels do not run on
 *   its core
 */
export function sourceDirectories({ device, kernels }: Pick<BuildTarget, 'device' | 'kernels'>): readonly string[] {
  const { directories, cores } = kernelSources[kernels];
  if (!cores.includes(device.core)) {
    throw new BuildError('unsupported-target', {
      where: device.id,
      what: `the ${kernels} kernels are not written for its ${device.core} core`,
      advice: isAvrCore(device.core) ? avrAdvice : 'Give preflash an ELF of your own build instead of a model.',
      kind: 'unsupported',
    });
  }
  return [...runtimeDirectories, ...directories, ...boardOf(device).directories];
}

/**
 * The compiler and linker calls that build the firmware with the given kernels registered and without a model.
 *
 * @param registrations registration symbols to link in
 * @param sources the C and assembler files of `sourceDirectories`, relative to `firmware/`
 * @throws BuildError as `sourceDirectories`
 */
export function compilePlan(
  target: BuildTarget,
  registrations: Iterable<string>,
  sources: readonly string[],
): CompilePlan & { readonly target: BuildTarget } {
  const { device, opt } = target;
  const board = boardOf(device);
  const args = [
    ...coreFlags[device.core],
    `-${opt}`,
    ...commonCompilerFlags,
    ...includeDirectories.map((directory) => `-I${directory}`),
  ];
  // What is not of the board is the same for every part with this core.
  const boardArgs = [...args, ...board.directories.map((directory) => `-I${directory}`)];
  const argsOf = (source: string) => (isOfBoard(source, board) ? boardArgs : args);
  const units = [...sources].sort().map((source) => ({ source, object: objectName(source), args: argsOf(source) }));
  return {
    target,
    units,
    generated: { source: registryFile, object: objectName(registryFile), args, text: registrySource(registrations) },
    prefixMapOption: '-ffile-prefix-map',
    linkArgs: [
      ...coreFlags[device.core],
      ...commonLinkerFlags,
      ...board.directories.map((directory) => `-L${directory}`),
      `-T${board.linkerScript}`,
    ],
    libraries: ['-lm'],
  };
}

function isOfBoard(source: string, { directories }: Board): boolean {
  return directories.some((directory) => source.startsWith(`${directory}/`));
}

/** `stm32/ops/add.c` -> `stm32-ops-add.o`: no two sources share an object. */
const objectName = (source: string): string => `${source.replace(/\.\w+$/, '').replaceAll('/', '-')}.o`;

function boardOf(device: Device): Board {
  const board = boards[device.id];
  if (board === undefined) {
    throw new BuildError('unsupported-target', {
      where: device.id,
      what: `there is no start-up code for this part, only for ${Object.keys(boards).join(', ')}`,
      advice: 'Give preflash an ELF of your own build instead of a model.',
      kind: 'unsupported',
    });
  }
  return board;
}
