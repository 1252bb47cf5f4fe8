import Tinypool from 'tinypool';
import type { DataSet } from '../data/types.ts';
import { countingFirmware } from '../estimate/inference.ts';
import type { InferencePrices } from '../estimate/inference-prices.ts';
import { openInference } from '../estimate/open-inference.ts';
import { type Tally, tally } from '../estimate/tally.ts';
import { openModel } from '../model/open.ts';

/** What every worker of a pool is started with. */
export interface AccuracyJob {
  /** A build of firmware/wasm/prebuilt, as it is on the disk. */
  readonly firmware: Uint8Array;
  readonly modelBytes: Uint8Array;
  readonly modelName: string;
  readonly prices: InferencePrices | undefined;
}

/** Some inputs of a data set. */
export interface AccuracyTask {
  readonly data: Omit<DataSet, 'values'>;
  /** The inputs one after the other. */
  readonly values: Float32Array;
  readonly reference: Uint8Array | undefined;
}

const job = Tinypool.workerData as AccuracyJob;
const opened = open(job);

async function open({ firmware, modelBytes, modelName }: AccuracyJob) {
  const model = await openModel(modelBytes, modelName);
  return { model, inference: openInference(await countingFirmware(firmware), model, modelBytes) };
}

/** Runs in a worker thread of `measureAccuracy`. */
export default async function runTask({ data, values, reference }: AccuracyTask): Promise<Tally> {
  const { model, inference } = await opened;
  const step = values.length / data.count;
  const part = { ...data, values: (index: number) => values.subarray(index * step, (index + 1) * step) };
  return tally(inference, { model, data: part, range: [0, data.count], prices: job.prices, reference });
}
