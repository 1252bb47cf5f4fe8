import './no-eval.ts';
import { expose } from 'comlink';
import {
  estimateModel,
  type Facilities,
  type InstructionProfile,
  measure,
  type ProfileNode,
  profile,
  type Report,
} from '../../../src/index.ts';
import { classify } from './classify.ts';
import { webFacilities } from './facilities.ts';
import type { Outcome } from './failure.ts';
import { outcomeOf } from './failure-of.ts';
import { optionsOf } from './options.ts';
import type { Classification, Engine, MeasureJob } from './protocol.ts';

class WorkerEngine implements Engine {
  /** Kept from one job to the next: a simulator is compiled once. */
  readonly #facilities = new Map<string, Facilities>();

  measure(base: string, job: MeasureJob, onProgress: (text: string) => void): Promise<Outcome<Report>> {
    return outcomeOf(async () => {
      const facilities = this.#from(base);
      if (job.engine === 'estimate') return estimateModel(optionsOf(job), facilities);
      return (await measure({ ...optionsOf(job), onProgress }, facilities)).report;
    });
  }

  profile(base: string, job: MeasureJob, layer: number | undefined): Promise<Outcome<InstructionProfile>> {
    return outcomeOf(() => profile({ ...optionsOf(job), layer }, this.#from(base)));
  }

  callTree(base: string, job: MeasureJob): Promise<Outcome<readonly ProfileNode[]>> {
    return outcomeOf(async () => {
      const { trace } = await measure({ ...optionsOf(job), profile: true }, this.#from(base));
      return trace.profile ?? [];
    });
  }

  classify(base: string, job: MeasureJob, pixels: Float32Array): Promise<Outcome<Classification>> {
    return outcomeOf(() => classify(job, pixels, this.#from(base)));
  }

  #from(base: string): Facilities {
    const facilities = this.#facilities.get(base) ?? webFacilities(base);
    this.#facilities.set(base, facilities);
    return facilities;
  }
}

expose(new WorkerEngine());
