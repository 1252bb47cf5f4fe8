import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { SimulateOptions } from '../simulate/options.ts';
import { RegionError, splitCall } from '../simulate/regions/region-name.ts';
import { simulate } from '../simulate/simulate.ts';
import type { RunTrace } from '../simulate/types.ts';

/**
 * Runs an image on a part.
 *
 * @param module the simulator of the part's core
 * @throws RegionError when the region asked for was never called, or not as often as was asked
 * @throws what `simulate` throws
 */
export async function runImage(
  module: WebAssembly.Module,
  image: FirmwareImage,
  device: Device,
  options: SimulateOptions,
): Promise<RunTrace> {
  const trace = await simulate(module, image, device, options);
  if (options.region !== undefined) assertCalled(options.region, trace);
  return trace;
}

function assertCalled(region: string, trace: RunTrace): void {
  const { regions } = trace;
  if (regions.length === 0) throw neverCalled(region, trace);
  const { name, call = 1 } = splitCall(region, '--region');
  if (regions.length < call) throw calledLess(region, name, trace);
}

function neverCalled(region: string, { total }: RunTrace): RegionError {
  return new RegionError({
    where: `--region ${region}`,
    what: `the run ended after ${total.cycles} cycles and never returned from a call of it`,
    advice: 'Measure a function that the firmware calls and that returns.',
    kind: 'unsupported',
  });
}

function calledLess(region: string, name: string, { total, regions }: RunTrace): RegionError {
  const { length } = regions;
  return new RegionError({
    where: `--region ${region}`,
    what: `the run ended after ${total.cycles} cycles and ${length} ${length === 1 ? 'call' : 'calls'} of it`,
    advice: `Measure one of those: ${name}#${length} is the last.`,
    kind: 'unsupported',
  });
}
