import type {
  InstructionProfile,
  KernelSet,
  NamedFile,
  OptimizationLevel,
  ProfileNode,
  Report,
} from '../../../src/index.ts';
import type { Outcome } from './failure.ts';

/** One run: all that decides its figures. */
export interface MeasureJob {
  readonly file: NamedFile;
  readonly deviceId: string;
  readonly engine: 'simulate' | 'estimate';
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
  readonly region?: string | undefined;
  readonly layersOf?: string | undefined;
  readonly uart?: string | undefined;
  /** Of the model; random unless given. */
  readonly input?: NamedFile | undefined;
  readonly uartInput?: Uint8Array | undefined;
  /** A script and the files that it sends; empty: none. */
  readonly conversation: readonly NamedFile[];
  readonly maxCycles?: number | undefined;
}

/** What a network makes of an input. */
export interface Answer {
  /** As they come out, in the unit of the first output tensor. */
  readonly scores: readonly number[];
  /** Place of the largest. */
  readonly best: number;
}

/** One input through the firmware on a part, and through the reference beside it. */
export interface Classification {
  /** The bytes of the input tensor. */
  readonly input: Uint8Array;
  readonly firmware: Answer;
  readonly cycles: number;
  readonly latencyMs: number;
  /** The reference kernels of the same runtime, compiled to WebAssembly; undefined where they do not take the model. */
  readonly reference: Answer | undefined;
}

/** What a worker does for the page. `base` is the page's folder, where simulators and firmware are. */
export interface Engine {
  /** Runs one file on one part; `onProgress` is told what is being done. */
  measure(base: string, job: MeasureJob, onProgress: (text: string) => void): Promise<Outcome<Report>>;
  /** What each instruction takes, in one layer (its place in running order) or in all. */
  profile(base: string, job: MeasureJob, layer: number | undefined): Promise<Outcome<InstructionProfile>>;
  /** Who called whom in what was measured, and what it cost. */
  callTree(base: string, job: MeasureJob): Promise<Outcome<readonly ProfileNode[]>>;
  /** What a model makes of a picture: values 0..1 in rows. */
  classify(base: string, job: MeasureJob, pixels: Float32Array): Promise<Outcome<Classification>>;
}
