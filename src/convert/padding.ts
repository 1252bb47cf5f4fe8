/** Zeros before and behind one axis. */
export interface AxisPadding {
  readonly before: number;
  readonly behind: number;
}

/**
 * What TensorFlow pads an axis with for SAME: as much in all as the last window needs, the smaller half before
 * (TensorFlow API documentation, tf.nn, "Notes on padding").
 */
export function tensorFlowSame(size: number, window: number, stride: number): AxisPadding {
  const positions = Math.ceil(size / stride);
  const total = Math.max((positions - 1) * stride + window - size, 0);
  const before = Math.floor(total / 2);
  return { before, behind: total - before };
}

/** Whether NNoM's PADDING_SAME, which puts (kernel - 1) / 2 before an axis whatever the stride is, does the same. */
export function isNnomSame({ before }: AxisPadding, kernel: number, dilation: number): boolean {
  return dilation === 1 && before === Math.floor((kernel - 1) / 2);
}

/** Rows and columns a window covers when its taps are `dilation` apart. */
export const dilated = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;
