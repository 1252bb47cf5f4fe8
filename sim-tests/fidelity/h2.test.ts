import { describe, expect, it } from 'vitest';
import { avrCompilePlan, avrSourceDirectories } from '../../src/build/avr.ts';
import { BuildError } from '../../src/build/errors.ts';
import type { OptimizationLevel } from '../../src/build/types.ts';
import { flashOf } from '../../src/cost/footprint.ts';
import { findDevice } from '../../src/devices/index.ts';
import { openImage } from '../../src/image/open.ts';
import { findAvrToolchain } from '../../src/node/avr-toolchain.ts';
import { compileImage } from '../../src/node/compile.ts';
import { listSources } from '../../src/node/firmware-sources.ts';
import { cacheDirectory, objectCache } from '../../src/node/object-cache.ts';
import { firmwareDirectory } from '../../src/node/prebuilt.ts';
import { simulateImage } from '../../src/node/simulate-image.ts';
import { mnistWeights } from '../nnom/support/weights.ts';

/**
 * Hardware measurement H2: an ATmega4809 at 20 MHz with NNoM 0.4.2, 784 -> tanh -> W -> ReLU -> 10 -> Softmax, built
 * with avr-gcc; milliseconds between two reads of a timer, and the flash the linker reported. Held against it: the
 * runtime of firmware/avr, compiled here, around networks of the same shapes.
 */
const board: readonly (readonly [hidden: number, opt: OptimizationLevel, ms: number, flashBytes: number])[] = [
  [8, 'O1', 9.06, 23120],
  [8, 'O2', 8.04, 22976],
  [8, 'O3', 8.09, 25152],
  [8, 'Os', 7.01, 21984],
  [32, 'O1', 31.44, 42192],
  [32, 'O2', 27.39, 42064],
  [32, 'O3', 27.44, 44240],
  [32, 'Os', 23.14, 41072],
  [40, 'O1', 38.91, 48560],
  [40, 'O2', 33.89, 48416],
  [40, 'Os', 28.51, 47424],
];
const timeTolerance = 0.15;
const flashTolerance = 0.1;

const device = findDevice('atmega4809');
const firmware = firmwareDirectory();

async function build(hidden: number, opt: OptimizationLevel) {
  const sources = await listSources(firmware, avrSourceDirectories(device));
  const withTimedMain = sources.map((source) =>
    source === 'avr/application/main.c' ? '../sim-tests/fidelity/h2/main.c' : source,
  );
  const plan = avrCompilePlan({ device, opt, accumulator: 'int32' }, mnistWeights(hidden), withTimedMain);
  const toolchain = await findAvrToolchain();
  const cache = objectCache(cacheDirectory());
  const { elf } = await compileImage(plan, { firmwareDirectory: firmware, toolchain, cache });
  return openImage(elf, 'h2');
}

describe('an MNIST network on the ATmega4809, beside the board', () => {
  it.each(board)('W = %i, -%s: %f ms, %i B', async (hidden, opt, ms, flashBytes) => {
    const image = await build(hidden, opt);
    const trace = await simulateImage(image, device, { region: 'h2_classify', maxCycles: 50_000_000 });
    const simulatedMs = (trace.regions[0]!.cycles / device.clockHz) * 1000;
    expect(Math.abs(simulatedMs / ms - 1)).toBeLessThan(timeTolerance);
    const { totalBytes } = flashOf({ origin: 'user', image }, device);
    expect(Math.abs(totalBytes / flashBytes - 1)).toBeLessThan(flashTolerance);
  });

  it('does not fit at W = 40, -O3', async () => {
    const failure = await build(40, 'O3').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BuildError);
    expect(failure).toMatchObject({ kind: 'does-not-fit' });
  });
});
