import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/budget/config.ts';
import { locateInModule } from '../../src/budget/locate.ts';

const budget = { name: 'digits', model: 'a.tflite', device: 'rp2040', limits: { flash: '64 KiB' } };

describe('a configuration', () => {
  it('has its quantities read with their units', () => {
    const limits = { flash: '64 KiB', ram: '24 kB', latency: '20 ms', cycles: '1.5 Mcycles', energy: '1.5 mJ' };
    const { budgets } = parseConfig({ budgets: [{ ...budget, limits }] }, 'c');
    expect(budgets[0]?.limits.map(({ measure, bound }) => [measure, bound])).toEqual([
      ['flash', { kind: 'absolute', value: 65536 }],
      ['ram', { kind: 'absolute', value: 24000 }],
      ['latency', { kind: 'absolute', value: 20 }],
      ['cycles', { kind: 'absolute', value: 1_500_000 }],
      ['energy', { kind: 'absolute', value: 1500 }],
    ]);
  });

  it('can have a limit with a level, several of one measure, and limits on layers', () => {
    const limits = {
      ram: { max: '80%', level: 'warn' },
      flash: ['64 KiB', { max: '+2%', level: 'warn' }],
      accuracy: { min: '97 %' },
      layers: { 'CONV*': { cycles: '1 Mcycles' } },
    };
    const { budgets } = parseConfig({ budgets: [{ ...budget, limits }] }, 'c');
    expect(
      budgets[0]?.limits.map(({ measure, text, level, layers, path }) => [measure, text, level, layers, path.slice(3)]),
    ).toEqual([
      ['flash', '64 KiB', 'error', undefined, ['flash', 0]],
      ['flash', '+2%', 'warn', undefined, ['flash', 1]],
      ['ram', '80%', 'warn', undefined, ['ram']],
      ['accuracy', '97 %', 'error', undefined, ['accuracy']],
      ['cycles', '1 Mcycles', 'error', 'CONV*', ['layers', 'CONV*', 'cycles']],
    ]);
  });

  it('has a budget for each of several parts', () => {
    const { device: _, ...rest } = budget;
    const { budgets } = parseConfig({ budgets: [{ ...rest, devices: ['rp2040', 'nrf52840'] }] }, 'c');
    expect(budgets.map(({ name, device }) => [name, device])).toEqual([
      ['digits on rp2040', 'rp2040'],
      ['digits on nrf52840', 'nrf52840'],
    ]);
  });
});

describe('lines of a module', () => {
  const module = [
    "import type { Config } from 'preflash';",
    '// { not this brace }',
    'export default {',
    '  budgets: [',
    "    { name: 'a}', model: 'a.tflite',",
    "      limits: { flash: '64 KB' } },",
    '  ],',
    '} satisfies Config;',
  ].join('\n');

  it('are found in the object it exports', () => {
    const locate = locateInModule(module);
    expect(locate(['budgets', 0, 'limits', 'flash'])).toEqual({ line: 6, column: 17 });
    expect(locate(['budgets', 0, 'name'])).toEqual({ line: 5, column: 7 });
  });

  it('are found behind a function that passes it on', () => {
    expect(locateInModule('module.exports = define({\n  budgets: []\n})')(['budgets'])).toEqual({ line: 2, column: 3 });
  });

  it('are not known of what is computed', () => {
    expect(locateInModule('export default makeConfig(1);')(['budgets'])).toBeUndefined();
    expect(locateInModule('export default { budgets: list.map(f) };')(['budgets'])).toBeUndefined();
  });
});
