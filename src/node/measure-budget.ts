import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { SymbolBytes } from '../budget/baseline.ts';
import type { Budget } from '../budget/config.ts';
import { imageOf } from '../cost/footprint.ts';
import { isDevicePath } from '../devices/device-path.ts';
import type { Accuracy } from '../estimate/accuracy.ts';
import { measure } from '../measure/measure.ts';
import { dataSetOf } from '../report/build-estimate-report.ts';
import type { Measurement } from '../report/check/causes.ts';
import { attribute } from '../why/attribute.ts';
import { estimateFile, openProfile } from './estimate-file.ts';
import { nodeFacilities } from './facilities.ts';
import { measureAccuracy } from './measure-accuracy.ts';
import { type MeasureRequest, openRequest } from './measure-file.ts';
import { openDataSet } from './open-data-set.ts';

/** What is measured for a budget: its limits are judged afterwards, so that changing one measures nothing again. */
export interface BudgetRequest {
  readonly run: Omit<MeasureRequest, 'onProgress' | 'signal' | 'uartOut' | 'profileOut' | 'profile'>;
  /** Undefined: the firmware is simulated. */
  readonly estimate: { readonly costProfile: string | undefined } | undefined;
  /** Path of the data set that accuracy is measured with. */
  readonly data: string | undefined;
}

/** The run that a budget asks for, its paths resolved from the folder of the configuration. */
export function budgetRequest(budget: Budget, directory: string): BudgetRequest {
  const { file, device, input, uart, uartIn, conversation, kernels, opt, accumulator, region, layersOf, maxCycles } =
    budget;
  const inFolder = (path: string | undefined) => path && resolve(directory, path);
  // A profile is known by name, or is a file.
  const costProfile = budget.profile?.endsWith('.json') ? inFolder(budget.profile) : budget.profile;
  return {
    run: {
      file: resolve(directory, file),
      device: isDevicePath(device) ? resolve(directory, device) : device,
      input: inFolder(input),
      uartIn: inFolder(uartIn),
      conversation: inFolder(conversation),
      ...{ kernels, opt, accumulator, region, layersOf, uart, maxCycles },
    },
    estimate: budget.engine === 'estimate' ? { costProfile } : undefined,
    data: inFolder(budget.data),
  };
}

type Hooks = Pick<MeasureRequest, 'onProgress' | 'signal'>;

/** Measures what a budget asks for, and what its memory consists of. */
export async function measureBudget(request: BudgetRequest, hooks: Hooks = {}): Promise<Measurement> {
  const { report, symbols } =
    request.estimate === undefined ? await simulated(request, hooks) : await estimated(request);
  return { report: { ...report, ...dataSetOf(await answersOf(request, hooks)) }, symbols };
}

async function simulated({ run }: BudgetRequest, hooks: Hooks): Promise<Measurement> {
  const options = await openRequest({ ...run, ...hooks });
  const { report, source } = await measure(options, nodeFacilities);
  const image = imageOf(source);
  const demangle = await nodeFacilities.demanglerFor(image);
  return { report, symbols: symbolBytes(attribute(image, options.device, demangle)) };
}

/** There is no image, and so there are no symbols. */
async function estimated({ run, estimate }: BudgetRequest): Promise<Measurement> {
  const { file, device, kernels, opt, input } = run;
  const report = await estimateFile({ file, device, kernels, opt, input, costProfile: estimate?.costProfile });
  return { report, symbols: [] };
}

/** In this thread's turn: budgets share the cores already. */
async function answersOf({ run, data }: BudgetRequest, hooks: Hooks): Promise<Accuracy | undefined> {
  if (data === undefined) return undefined;
  return measureAccuracy({ model: run.file, data, kernels: run.kernels, threads: 1, ...hooks });
}

/** Everything a measurement depends on, for its key: the bytes of each file, and the options. */
export async function keyedInputs(request: BudgetRequest): Promise<unknown> {
  const { estimate, data } = request;
  const profile = estimate?.costProfile === undefined ? undefined : await openProfile(estimate.costProfile);
  return {
    run: await openRequest(request.run),
    engine: estimate === undefined ? 'simulate' : 'estimate',
    profile,
    data: data === undefined ? undefined : await dataSetBytes(data),
  };
}

async function dataSetBytes(path: string): Promise<object> {
  const { count, shape, labels, values } = await openDataSet(path, 'test');
  const inputs = Array.from({ length: count }, (_, index) => values(index));
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
  return { count, shape, labels, sha256: hash.digest('hex') };
}

/** Rows of the same name together: a baseline lists each symbol once. */
function symbolBytes(rows: readonly SymbolBytes[]): SymbolBytes[] {
  const sums = new Map<string, SymbolBytes>();
  for (const { memory, object, section, symbol, bytes } of rows) {
    const key = JSON.stringify([memory, object, section, symbol]);
    sums.set(key, { memory, object, section, symbol, bytes: (sums.get(key)?.bytes ?? 0) + bytes });
  }
  return [...sums.values()];
}
