import type { LinkedSymbol } from '../../image/linked-symbols.ts';
import type { Construction } from '../construction.ts';
import type { LayerWork } from '../layer-work.ts';
import type { Answer } from '../profile.ts';

/** One layer of a model, measured by the simulator and counted in WebAssembly on the same input. */
export interface LayerSample extends LayerWork {
  readonly cycles: number;
  readonly byCause: Readonly<Record<string, number>>;
}

/** What the simulator says of a model on one part with one build of the firmware. */
export interface MeasuredModel {
  readonly name: string;
  readonly layers: readonly Pick<LayerSample, 'cycles' | 'byCause'>[];
  /** Of the inference: the layers, and what lies between them. */
  readonly totalCycles: number;
  readonly flashBytes: number;
  readonly staticRamBytes: number;
  readonly arenaBytes: number;
  readonly stackPeakBytes: number;
  readonly heapPeakBytes: number;
  /** What the image is made of. */
  readonly symbols: readonly LinkedSymbol[];
}

/** One model of a corpus: measured, and counted. */
export interface ModelSample extends MeasuredModel {
  readonly sha256: string;
  /** Of the model's constants in flash. */
  readonly fileBytes: number;
  /** Of a model that its firmware puts together from calls of constructors. */
  readonly construction: Construction | undefined;
  readonly layers: readonly LayerSample[];
  /** Of the counted build: the arena, or what of the heap holds activations. */
  readonly countedArenaBytes: number;
  /** Undefined for preflash's own firmware, which answers as the counted build. */
  readonly answer?: Answer | undefined;
}

/** Whether a model takes part in the fit of cycles. */
export const tellsCycles = ({ answer }: Pick<ModelSample, 'answer'>): boolean => answer !== 'other';
