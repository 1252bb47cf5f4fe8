import { resolve } from 'node:path';
import type { SymbolBytes } from '../budget/baseline.ts';
import type { Budget } from '../budget/config.ts';
import { ConfigError } from '../budget/errors.ts';
import { imageOf } from '../cost/footprint.ts';
import { isDevicePath } from '../devices/device-path.ts';
import { measure } from '../measure/measure.ts';
import type { Measurement } from '../report/check/causes.ts';
import { attribute } from '../why/attribute.ts';
import { nodeFacilities } from './facilities.ts';
import { type MeasureRequest, openRequest } from './measure-file.ts';

/** What is measured for a budget: its limits are judged afterwards, so that changing one measures nothing again. */
export type BudgetRequest = Omit<MeasureRequest, 'onProgress' | 'signal' | 'uartOut'>;

/** The run that a budget asks for, its paths resolved from the folder of the configuration. */
export function budgetRequest(budget: Budget, directory: string): BudgetRequest {
  const { file, device, input, uartIn, conversation, engine, kernels, opt, accumulator, region, layersOf, maxCycles } =
    budget;
  if (engine === 'estimate') throw noEstimate(budget.name);
  const inFolder = (path: string | undefined) => path && resolve(directory, path);
  return {
    file: resolve(directory, file),
    device: isDevicePath(device) ? resolve(directory, device) : device,
    input: inFolder(input),
    uartIn: inFolder(uartIn),
    conversation: inFolder(conversation),
    kernels,
    opt,
    accumulator,
    region,
    layersOf,
    maxCycles,
  };
}

function noEstimate(name: string): ConfigError {
  return new ConfigError({
    where: `budget "${name}"`,
    what: 'engine "estimate" is not in this version of preflash',
    advice: 'Leave "engine" out: the firmware is then simulated.',
  });
}

/** Measures what a budget asks for, and what its memory consists of. */
export async function measureBudget(
  request: BudgetRequest,
  hooks: Pick<MeasureRequest, 'onProgress' | 'signal'> = {},
): Promise<Measurement> {
  const options = await openRequest({ ...request, ...hooks });
  const { report, source } = await measure(options, nodeFacilities);
  const image = imageOf(source);
  const demangle = await nodeFacilities.demanglerFor(image);
  return { report, symbols: symbolBytes(attribute(image, options.device, demangle)) };
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
