/** A buffer that the NNoM-API runtime has placed in its activation memory. */
export interface LayerBuffer {
  readonly kind: 'tensor' | 'scratch';
  /** The layer that writes it, in running order. */
  readonly layer: number;
  readonly offset: number;
  readonly bytes: number;
  /** Layers between which it is needed, both included. */
  readonly firstLayer: number;
  readonly lastLayer: number;
}

/** Where firmware that preflash built keeps its tensors, read from its memory before the first inference. */
export type LaidOutMemory =
  /** The arena as far as it is used: what `readPlannerNotes` reads. */
  | { readonly runtime: 'tflite'; readonly arena: Uint8Array }
  | { readonly runtime: 'nnom'; readonly totalBytes: number; readonly buffers: readonly LayerBuffer[] };
