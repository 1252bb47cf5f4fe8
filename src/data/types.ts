/** Numbers in row-major order, as a file holds them. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  /** Whether the values are bytes of pictures, 0..255. */
  readonly isPixels: boolean;
}

/** Inputs of one shape, with what they show where that is known. */
export interface DataSet {
  /** Where it came from, for messages. */
  readonly name: string;
  readonly count: number;
  /** Shape of one input, without the batch. */
  readonly shape: readonly number[];
  /** The values of input `index` as a network is fed them: pixels are scaled to 0..1, other numbers are as they were. */
  readonly values: (index: number) => Float32Array;
  /** The class of each input. */
  readonly labels: readonly number[] | undefined;
}
