import type { LayerInfo, ModelInfo } from '../model/types.ts';
import { ConvertError } from './errors.ts';
import type { ImageShape, PlanKind, PlanLayer } from './plan.ts';

/** Collects the layers of a plan while the operators of a .tflite are gone through. */
export class PlanBuilder {
  readonly #fileName: string;
  readonly #layers: PlanLayer[] = [];
  /** `layer[...]` by tensor of the .tflite. */
  readonly #byTensor = new Map<number, number>();

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  get layers(): readonly PlanLayer[] {
    return this.#layers;
  }

  /** Appends a layer and returns its index. */
  append(kind: PlanKind, inputs: readonly number[], shape: ImageShape, source?: number): number {
    const index = this.#layers.length;
    const earlier = this.#layers.filter((layer) => layer.kind.type === kind.type).length;
    const word = kind.type.replaceAll('-', '_');
    const name = earlier === 0 ? word : `${word}_${earlier}`;
    this.#layers.push({ index, kind, name, inputs, shape, source });
    return index;
  }

  /** Says that a tensor of the .tflite is the output of `layer[index]`. */
  define(tensor: number, index: number): void {
    this.#byTensor.set(tensor, index);
  }

  /** `layer[...]` that makes a tensor. @throws ConvertError when it is a constant or comes of shape arithmetic */
  layerOf(tensor: number, reader: LayerInfo): number {
    const index = this.#byTensor.get(tensor);
    if (index !== undefined) return index;
    throw this.unsupported(reader, 'reads a constant where NNoM has only computed values', 'Fold it into the weights.');
  }

  shapeOf(index: number): ImageShape {
    return (this.#layers[index] as PlanLayer).shape;
  }

  unsupported(layer: LayerInfo, what: string, advice: string): ConvertError {
    return new ConvertError({
      where: this.#fileName,
      what: `layer ${layer.index} (${layer.op}, "${layer.name}") ${what}`,
      advice,
      kind: 'unsupported',
    });
  }
}

/** A tensor's shape without its batch as NNoM has it: rows, columns, channels; undefined for more axes or batches. */
export function imageShape(model: ModelInfo, tensor: number): ImageShape | undefined {
  const shape = model.tensors[tensor]?.shape ?? [];
  const [batch = 1, ...rest] = shape;
  if (batch !== 1 && shape.length > 1) return undefined;
  if (shape.length === 1) return [1, 1, batch];
  if (rest.length === 1) return [1, 1, rest[0]!];
  if (rest.length === 2) return [1, rest[0]!, rest[1]!];
  return rest.length === 3 ? [rest[0]!, rest[1]!, rest[2]!] : undefined;
}
