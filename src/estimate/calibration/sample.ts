/** One layer of a model, measured by the simulator and counted in WebAssembly on the same input. */
export interface LayerSample {
  /** The registration that runs it: `pf_op_conv_2d_int8`. */
  readonly op: string;
  /** Of its kernel: see `kernelVariant`. */
  readonly variant: string;
  readonly macs: number;
  /** Of float layers: see `LiveMacs`. */
  readonly liveMacs: number;
  /** In the order of `countedClasses`. */
  readonly counts: readonly number[];
  readonly cycles: number;
  readonly byCause: Readonly<Record<string, number>>;
}

/** One model of a corpus on one part with one build of the firmware. */
export interface ModelSample {
  readonly name: string;
  readonly sha256: string;
  readonly fileBytes: number;
  readonly layers: readonly LayerSample[];
  /** Of the inference: the layers, and what lies between them. */
  readonly totalCycles: number;
  readonly flashBytes: number;
  readonly staticRamBytes: number;
  readonly arenaBytes: number;
  readonly stackPeakBytes: number;
  readonly heapPeakBytes: number;
}
