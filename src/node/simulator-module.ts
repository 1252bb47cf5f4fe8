import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatorName } from '../measure/facilities.ts';
import { FileError } from './errors.ts';
import { packageRoot } from './package-root.ts';

/**
 * A simulator, compiled and ready to be instantiated, from `dist/wasm/` of the package.
 *
 * @throws FileError when it has not been built
 */
export async function loadSimulatorModule(name: SimulatorName): Promise<WebAssembly.Module> {
  const path = join(packageRoot(), 'dist', 'wasm', `${name}.wasm`);
  try {
    return await WebAssembly.compile(await readFile(path));
  } catch (cause) {
    const advice = 'Run `npm run build` in the source tree, or reinstall preflash.';
    const what = `the simulator cannot be loaded (${(cause as Error).message})`;
    throw new FileError({ where: path, what, advice });
  }
}
