import type { KernelSet, NamedFile, OptimizationLevel, Report } from '../../../src/index.ts';
import type { Outcome } from './failure.ts';

/** One run: all that decides its figures. */
export interface MeasureJob {
  readonly file: NamedFile;
  readonly deviceId: string;
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
  readonly input?: NamedFile | undefined;
  readonly region?: string | undefined;
  readonly layersOf?: string | undefined;
  readonly maxCycles?: number | undefined;
}

/** What a worker does for the page. `base` is the page's folder, where simulators and firmware are. */
export interface Engine {
  /** Runs one file on one part; `onProgress` is told what is being done. */
  measure(base: string, job: MeasureJob, onProgress: (text: string) => void): Promise<Outcome<Report>>;
}
