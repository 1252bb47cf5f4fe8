import { describe, expect, it } from 'vitest';
import { energyUj, latencyMs } from '../../src/cost/energy.ts';
import { layerCosts, TraceMismatchError } from '../../src/cost/layers.ts';
import { call, device, interval, layer, model } from './fixtures.ts';

const twoConvolutions = model({
  layers: [
    layer(0, 'CONV_2D', { macs: 500, constantBytes: 90 }),
    layer(1, 'RESHAPE'),
    layer(2, 'CONV_2D', { macs: 100, constantBytes: 10 }),
  ],
});
const kernels = new Map([['pf_op_conv_2d_int8', 301]]);
const calls = [
  call('pf_run_layer', 0, interval(1500, { issue: 1000, flashFetch: 500 }, { multiplyAccumulate: 1000 })),
  call('pf_run_layer', 1, interval(100)),
  call('pf_run_layer', 2, interval(200)),
];

describe('cost of a layer', () => {
  const costs = layerCosts(twoConvolutions, calls, interval(2000), kernels);

  it('holds cycles against the region and against the work', () => {
    expect(costs.map(({ cycles, share, cyclesPerMac }) => ({ cycles, share, cyclesPerMac }))).toEqual([
      { cycles: 1500, share: 0.75, cyclesPerMac: 3 },
      { cycles: 100, share: 0.05, cyclesPerMac: undefined },
      { cycles: 200, share: 0.1, cyclesPerMac: 2 },
    ]);
  });

  it('adds its part of a kernel that two layers share to the constants it reads', () => {
    expect(costs.map(({ flashBytes }) => flashBytes)).toEqual([90 + 151, 0, 10 + 150]);
  });

  it('keeps causes and instructions as traced', () => {
    expect(costs[0]).toMatchObject({ byCause: { issue: 1000, flashFetch: 500 }, instructions: 1000 });
  });

  it('refuses a trace of another model', () => {
    const stray = [call('pf_run_layer', 3, interval(1))];
    expect(() => layerCosts(twoConvolutions, stray, interval(1), kernels)).toThrow(TraceMismatchError);
  });
});

describe('time and energy', () => {
  it('follow from the clock, the supply and the run current', () => {
    // 20,000 cycles at 10 MHz are 2 ms; 3 V x 10 mA x 2 ms = 60 uJ.
    expect(latencyMs(20_000, device)).toBeCloseTo(2, 12);
    expect(energyUj(20_000, device)).toBeCloseTo(60, 9);
  });
});
