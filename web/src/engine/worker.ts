import { expose } from 'comlink';
import { type Facilities, findDevice, measure, type Report } from '../../../src/index.ts';
import { webFacilities } from './facilities.ts';
import { type Outcome, outcomeOf } from './failure.ts';
import type { Engine, MeasureJob } from './protocol.ts';

class WorkerEngine implements Engine {
  /** Kept from one job to the next: a simulator is compiled once. */
  readonly #facilities = new Map<string, Facilities>();

  measure(
    base: string,
    { deviceId, ...job }: MeasureJob,
    onProgress: (text: string) => void,
  ): Promise<Outcome<Report>> {
    return outcomeOf(async () => {
      const options = { ...job, device: findDevice(deviceId), onProgress };
      return (await measure(options, this.#from(base))).report;
    });
  }

  #from(base: string): Facilities {
    const facilities = this.#facilities.get(base) ?? webFacilities(base);
    this.#facilities.set(base, facilities);
    return facilities;
  }
}

expose(new WorkerEngine());
