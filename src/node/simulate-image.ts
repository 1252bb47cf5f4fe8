import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import { RegionError, type SimulateOptions, simulate } from '../simulate/simulate.ts';
import type { RunTrace } from '../simulate/types.ts';
import { FileError } from './errors.ts';
import { packageRoot } from './package-root.ts';

/**
 * Runs an image on a part with the simulator that came with the package.
 *
 * @throws FileError when the simulator was not built
 * @throws RegionError when the region asked for was never called
 * @throws what `simulate` throws
 */
export async function simulateImage(image: FirmwareImage, device: Device, options: SimulateOptions): Promise<RunTrace> {
  const trace = await simulate(await loadSimulator(), image, device, options);
  if (options.region !== undefined && trace.regions.length === 0) throw neverCalled(options.region, trace);
  return trace;
}

async function loadSimulator(): Promise<WebAssembly.Module> {
  const path = join(packageRoot(), 'dist', 'wasm', 'cortex-m.wasm');
  const bytes = await readFile(path).catch(() => {
    throw new FileError({ where: path, what: 'the simulator is not there', advice: 'Build it: npm run build.' });
  });
  return WebAssembly.compile(bytes);
}

function neverCalled(region: string, { total }: RunTrace): RegionError {
  return new RegionError({
    where: `--region ${region}`,
    what: `the run ended after ${total.cycles} cycles and never returned from a call of it`,
    advice: 'Measure a function that the firmware calls and that returns.',
    kind: 'unsupported',
  });
}
