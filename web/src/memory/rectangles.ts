import type { Report } from '../../../src/index.ts';

export type MemoryPlan = NonNullable<Report['memoryPlan']>;
export type MemoryBuffer = MemoryPlan['buffers'][number];

/** A moment of the plan: set-up, or a layer. */
export interface PlanStep {
  /** The layer's index; -1: set-up. */
  readonly layer: number;
  readonly title: string;
}

/** A buffer as a rectangle: time to the right, bytes upwards, in parts of the whole. */
export interface PlanRectangle {
  readonly buffer: MemoryBuffer;
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
  readonly height: number;
}

/** The moments of a plan in their order; set-up where something is kept only then or from then on. */
export function stepsOf({ buffers }: MemoryPlan, layers: Report['layers']): PlanStep[] {
  const hasSetUp = buffers.some(({ firstLayer }) => firstLayer < 0);
  const steps = layers.map(({ index, op }) => ({ layer: index, title: `${index} ${op}` }));
  return hasSetUp ? [{ layer: -1, title: 'set-up' }, ...steps] : steps;
}

/** Every buffer of a plan in its place. */
export function rectanglesOf({ buffers, totalBytes }: MemoryPlan, steps: readonly PlanStep[]): PlanRectangle[] {
  const [first = { layer: 0 }] = steps;
  return buffers.map((buffer) => ({
    buffer,
    left: (buffer.firstLayer - first.layer) / steps.length,
    width: (buffer.lastLayer - buffer.firstLayer + 1) / steps.length,
    bottom: buffer.offsetBytes / totalBytes,
    height: buffer.bytes / totalBytes,
  }));
}

/** Lower rectangles have no room for a line of text, as a part of the height. */
const legibleHeight = 0.06;

/** What stands in a rectangle: the name without the network's, where there is room for it. */
export const labelOf = ({ buffer, height }: PlanRectangle): string =>
  height < legibleHeight ? '' : shortName(buffer).replace(/^[^/]+\/(?=.)/, '');

/** A tensor is called after all operators that were folded into it: the first one tells which it is. */
export const shortName = ({ name }: MemoryBuffer): string => name.replace(/;.*$/, '');
