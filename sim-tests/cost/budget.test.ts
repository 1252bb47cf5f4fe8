import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/budget/config.ts';
import { checkLimits } from '../../src/budget/verdict.ts';

describe('limits', () => {
  const measures = { flash: 2000, ram: 500, latency: 12.5, cycles: 1_000_000 };

  it('hold up to and including the limit', () => {
    expect(checkLimits({ flash: 2000, latency: 25 }, measures)).toEqual({
      pass: true,
      checks: [
        { name: 'flash', limit: 2000, actual: 2000, excess: 0, usedPercent: 100 },
        { name: 'latency', limit: 25, actual: 12.5, excess: 0, usedPercent: 50 },
      ],
    });
  });

  it('fail by what is above', () => {
    const { pass, checks } = checkLimits({ ram: 400, cycles: 2_000_000 }, measures);
    expect(pass).toBe(false);
    expect(checks.map(({ name, excess }) => [name, excess])).toEqual([
      ['ram', 100],
      ['cycles', 0],
    ]);
  });
});

describe('configuration', () => {
  const budget = { name: 'digits', model: 'a.tflite', device: 'part', limits: { flash: '64 KiB' } };

  it('has its quantities read with their units', () => {
    const limits = { flash: '64 KiB', ram: '24 kB', latency: '20 ms', cycles: '1.5 Mcycles' };
    expect(parseConfig({ budgets: [{ ...budget, limits }] }, 'c')).toEqual([
      {
        name: 'digits',
        file: 'a.tflite',
        device: 'part',
        limits: { flash: 65536, ram: 24000, latency: 20, cycles: 1_500_000 },
      },
    ]);
  });

  it('gives one budget a device', () => {
    const { device, ...rest } = budget;
    const names = parseConfig({ budgets: [{ ...rest, devices: ['a', 'b'] }] }, 'c').map(({ name }) => name);
    expect(names).toEqual(['digits on a', 'digits on b']);
  });

  it.each([
    ['nothing', {}, /budgets: /],
    ['no budget', { budgets: [] }, /budgets: /],
    ['a unit that is none', { budgets: [{ ...budget, limits: { flash: '64 KB' } }] }, /budgets\[0\]\.limits\.flash: /],
    ['no limit', { budgets: [{ ...budget, limits: {} }] }, /budgets\[0\]\.limits: no limit is set/],
    ['a misspelt limit', { budgets: [{ ...budget, limits: { flsh: '1 KiB' } }] }, /flsh/],
    ['model and image', { budgets: [{ ...budget, image: 'b.elf' }] }, /budgets\[0\]: give either model or image/],
    ['no device', { budgets: [{ ...budget, device: undefined }] }, /give either device or devices/],
  ])('with %s is refused, with the place', (_, config, message) => {
    expect(() => parseConfig(config, 'c.json')).toThrow(message);
  });
});
