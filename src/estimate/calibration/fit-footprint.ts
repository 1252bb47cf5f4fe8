import { solveNonNegative } from './least-squares.ts';
import type { LayerSample, ModelSample } from './sample.ts';

/** What a model adds to flash and RAM: the runtime once, each kind of layer once, and what grows with the model. */
export interface FittedFootprint {
  readonly runtimeFlashBytes: number;
  readonly flashBytesByOp: ReadonlyMap<string, number>;
  readonly runtimeRamBytes: number;
  readonly ramBytesByOp: ReadonlyMap<string, number>;
  /** By registration and variant of the kernel. */
  readonly stackBytes: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export const opsOf = ({ layers }: { readonly layers: readonly Pick<LayerSample, 'op'>[] }): string[] =>
  [...new Set(layers.map(({ op }) => op))].sort();

/** Networks are what is to be predicted; models of single operators show what no network has. */
const singleOpWeight = 0.03;

export function fitFootprint(models: readonly ModelSample[]): FittedFootprint {
  const ops = [...new Set(models.flatMap(opsOf))].sort();
  const flash = fitAdditive(models, ops, ({ flashBytes, fileBytes }) => flashBytes - fileBytes);
  const ram = fitAdditive(models, ops, ({ staticRamBytes }) => staticRamBytes);
  return {
    runtimeFlashBytes: flash.base,
    flashBytesByOp: flash.byOp,
    runtimeRamBytes: ram.base,
    ramBytesByOp: ram.byOp,
    stackBytes: new Map(ops.map((op) => [op, stackOf(models, op)] as const)),
  };
}

function fitAdditive(models: readonly ModelSample[], ops: readonly string[], bytesOf: (model: ModelSample) => number) {
  const tiny = 1e-12;
  const [base = 0, ...each] = solveNonNegative({
    rows: models.map((model) => {
      const used = new Set(opsOf(model));
      return [1, ...ops.map((op) => Number(used.has(op)))];
    }),
    targets: models.map(bytesOf),
    weights: models.map((model) => (model.layers.length === 1 ? singleOpWeight : 1) / Math.max(1, bytesOf(model))),
    prior: [0, ...ops.map(() => 0)],
    stiffness: [tiny, ...ops.map(() => tiny)],
  });
  return { base, byOp: new Map(ops.map((op, at) => [op, each[at]!] as const)) };
}

/** A model's stack is that of its deepest layer: no layer of it needs more. */
function stackOf(models: readonly ModelSample[], op: string): Map<string, number> {
  const least = new Map<string, number>();
  for (const { layers, stackPeakBytes } of models) {
    for (const layer of layers.filter((candidate) => candidate.op === op)) {
      least.set(layer.variant, Math.min(stackPeakBytes, least.get(layer.variant) ?? stackPeakBytes));
    }
  }
  return least;
}

/** Flash of a model of `fileBytes` that uses `ops`. */
export function predictFlash(fitted: FittedFootprint, ops: readonly string[], fileBytes: number): number {
  const added = ops.map((op) => fitted.flashBytesByOp.get(op) ?? 0);
  return added.reduce((sum, bytes) => sum + bytes, fitted.runtimeFlashBytes + fileBytes);
}

/** RAM beside the arena. */
export function predictRam(
  fitted: FittedFootprint,
  layers: readonly Pick<LayerSample, 'op' | 'variant'>[],
): { staticBytes: number; stackBytes: number } {
  const ops = opsOf({ layers });
  const added = ops.map((op) => fitted.ramBytesByOp.get(op) ?? 0);
  return {
    staticBytes: added.reduce((sum, bytes) => sum + bytes, fitted.runtimeRamBytes),
    stackBytes: Math.max(0, ...layers.map(({ op, variant }) => fitted.stackBytes.get(op)?.get(variant) ?? 0)),
  };
}
