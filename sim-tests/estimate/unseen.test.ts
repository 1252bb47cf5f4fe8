import { describe, expect, it } from 'vitest';
import { writeStack } from '../../scripts/corpus/write-stack.ts';
import { findDevice } from '../../src/devices/index.ts';
import { estimateModel } from '../../src/measure/estimate-model.ts';
import { measure } from '../../src/measure/measure.ts';
import { countingFirmwareOnce } from '../../src/node/counting-firmware-once.ts';
import { nodeFacilities } from '../../src/node/facilities.ts';
import { randomStack } from './support/random-stack.ts';

const facilities = { ...nodeFacilities, countingFirmware: countingFirmwareOnce() };

interface Band {
  readonly low: number;
  readonly high: number;
}

const isIn = (value: number, { low, high }: Band): boolean => value >= low && value <= high;

/** Both engines on one network. */
async function compared(part: string, seed: number, precision: 'int8' | 'float32') {
  const device = findDevice(part);
  const file = { name: `unseen-${seed}.tflite`, bytes: writeStack(randomStack(seed), precision) };
  const { estimate } = await estimateModel({ file, device }, facilities);
  const { report } = await measure({ file, device }, facilities);
  return {
    cycles: isIn(report.cycles.total, estimate!.cycles),
    flash: isIn(report.flash.totalBytes, estimate!.flashBytes),
    ram: isIn(report.ram.totalBytes, estimate!.ramBytes),
    layers: report.layers.map(({ cycles }, at) => isIn(cycles, estimate!.layers[at]!)),
  };
}

/** Three kinds of memory: one that is only prefetched, one with small caches, one cache in front of a slow serial flash. */
const parts = ['stm32f103c8', 'stm32l475vg', 'rp2040'] as const;
const cases = [
  { seed: 101, precision: 'int8' },
  { seed: 102, precision: 'float32' },
  { seed: 103, precision: 'int8' },
  { seed: 104, precision: 'int8' },
] as const;

describe('networks of random shape that no profile has seen, beside the simulator', () => {
  it('totals lie in the printed bands, and nine of ten layers', async () => {
    const layers: boolean[] = [];
    for (const part of parts) {
      for (const { seed, precision } of cases) {
        const inBand = await compared(part, seed, precision);
        expect(inBand, `${part}, seed ${seed}`).toMatchObject({ cycles: true, flash: true, ram: true });
        layers.push(...inBand.layers);
      }
    }
    expect(layers.filter(Boolean).length / layers.length).toBeGreaterThanOrEqual(0.9);
  });
});
