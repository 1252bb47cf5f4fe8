import { bitShiftsSymbol } from './builds.ts';
import { byteCoreCounts } from './byte-core-classes.ts';
import { byteCoreClasses, type CountedClass, countedClasses } from './class-names.ts';
import { type Count, countsOf, type IntrinsicByFunction } from './counted-classes.ts';
import type { FunctionBody, Instruction } from './function-body.ts';
import { hasGlobal, type WasmModule } from './module.ts';
import { operationWidths } from './width/operation-widths.ts';
import type { Width } from './width/width.ts';

/** What the instructions of a build count for. */
export interface ClassCounter {
  readonly classes: readonly CountedClass[];
  /** Where a class stands there. */
  readonly positions: ReadonlyMap<CountedClass, number>;
  /** Widths of shifts that have a counter of how far they shift: none on a core that shifts in one go. */
  readonly shiftWidths: readonly Width[];
  /**
   * @param index of the function
   * @param last the instruction before it in the same block; undefined for the first
   */
  readonly countsAt: (index: number, position: number, last: Instruction | undefined) => readonly Count[];
  /** Which of `shiftWidths` a shift has, by its place there. */
  readonly shiftAt: (index: number, position: number) => number;
}

/**
 * For the core that a module stands for.
 * @throws BuildError `broken-prebuilt` when the module's table is not filled by constants
 */
export function classCounter(
  module: WasmModule,
  bodies: readonly FunctionBody[],
  intrinsics: IntrinsicByFunction,
): ClassCounter {
  return hasGlobal(module, bitShiftsSymbol) ? byteCounter(module, bodies) : wordCounter(bodies, intrinsics);
}

const placed = (classes: readonly CountedClass[]): Pick<ClassCounter, 'classes' | 'positions'> => ({
  classes,
  positions: new Map(classes.map((name, position) => [name, position] as const)),
});

const wordCounter = (bodies: readonly FunctionBody[], intrinsics: IntrinsicByFunction): ClassCounter => ({
  ...placed(countedClasses),
  shiftWidths: [],
  countsAt: (index, position, last) => countsOf(bodies[index]!.instructions[position]!, last, intrinsics),
  shiftAt: () => 0,
});

export const shiftWidths: readonly Width[] = [8, 16, 32];

function byteCounter(module: WasmModule, bodies: readonly FunctionBody[]): ClassCounter {
  const widths = operationWidths(module, bodies);
  return {
    ...placed(byteCoreClasses),
    shiftWidths,
    countsAt: (index, position, last) =>
      byteCoreCounts(bodies[index]!.instructions[position]!, last, widths[index]!.get(position)),
    shiftAt: (index, position) => shiftWidths.indexOf(widths[index]!.get(position)?.width ?? 32),
  };
}
