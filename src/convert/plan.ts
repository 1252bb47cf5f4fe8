/** Rows, columns, channels. */
export type ImageShape = readonly [h: number, w: number, c: number];

/** Weights of a layer as the float network has them, in the order of NNoM's kernels before any interleaving. */
export interface FloatWeights {
  readonly kernel: Float64Array;
  /** One a filter or unit; zeros where the network has none. */
  readonly bias: Float64Array;
}

interface Window {
  readonly kernel: readonly [h: number, w: number];
  readonly stride: readonly [h: number, w: number];
  readonly padding: 'same' | 'valid';
}

/** What a layer is in NNoM's classic API. */
export type PlanKind =
  | { readonly type: 'input' }
  | { readonly type: 'output' }
  | { readonly type: 'dense'; readonly units: number; readonly weights: FloatWeights }
  | (Window & {
      readonly type: 'conv' | 'depthwise';
      readonly filters: number;
      readonly dilation: readonly [h: number, w: number];
      readonly weights: FloatWeights;
    })
  | (Window & { readonly type: 'max-pool' | 'avg-pool' })
  | { readonly type: 'global-avg-pool' }
  | {
      readonly type: 'zero-padding';
      readonly border: readonly [top: number, bottom: number, left: number, right: number];
    }
  | { readonly type: 'flatten' }
  | { readonly type: 'concat'; readonly axis: number }
  | { readonly type: 'add' | 'mult' }
  | { readonly type: 'relu' | 'tanh' | 'sigmoid' }
  | { readonly type: 'softmax' };

export type PlanType = PlanKind['type'];

const inPlace: ReadonlySet<PlanType> = new Set(['relu', 'tanh', 'sigmoid']);

/** Whether it runs on the values of the layer before it, by `model.active`: NNoM has no layer of its own for it. */
export const isInPlace = ({ kind }: PlanLayer): boolean => inPlace.has(kind.type);

/** One `layer[...]` of the weights.h to be. */
export interface PlanLayer {
  readonly index: number;
  readonly kind: PlanKind;
  /** Names its constants in weights.h: `dense_1`. */
  readonly name: string;
  /** `layer[...]` that feed it. */
  readonly inputs: readonly number[];
  readonly shape: ImageShape;
  /** Layer of the .tflite whose output this one's is; undefined for the input and where only zeros are added. */
  readonly source: number | undefined;
}
