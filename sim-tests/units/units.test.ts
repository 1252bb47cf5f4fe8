import { describe, expect, it } from 'vitest';
import { formatBytes, parseBytes } from '../../src/units/bytes.ts';
import { formatCycles, parseCycles } from '../../src/units/cycles.ts';
import { formatDuration, parseDuration } from '../../src/units/duration.ts';
import { UnitError } from '../../src/units/quantity.ts';

describe('sizes', () => {
  it.each([
    ['64 KiB', 65536],
    ['64KiB', 65536],
    ['64 kB', 64000],
    ['1 MiB', 1048576],
    ['1 MB', 1000000],
    [' 512 B ', 512],
    ['1.5 KiB', 1536],
    ['0.1 MiB', 104857],
  ])('reads %s as %d bytes', (text, bytes) => expect(parseBytes(text)).toBe(bytes));

  it.each([
    '',
    '64',
    'KiB',
    '64 KB',
    '64 k',
    '-1 KiB',
    '0 B',
    '1e3 B',
    '64 kib',
    '1,5 KiB',
    '9999999999 GiB',
    '5 toString',
  ])('refuses %j', (text) => expect(() => parseBytes(text)).toThrow(UnitError));

  it('says what to write instead', () => {
    expect(() => parseBytes('64')).toThrow(/size "64": it has no unit\. Write it like "64 KiB"; units are B, kB/);
  });

  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [65536, '64 KiB'],
    [24608, '24.03 KiB'],
    [1048576, '1 MiB'],
  ])('prints %d as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('cycles', () => {
  it.each([
    ['1.5 Mcycles', 1500000],
    ['20 kcycles', 20000],
    ['7 cycles', 7],
    ['1 Gcycles', 1000000000],
  ])('reads %s as %d', (text, cycles) => expect(parseCycles(text)).toBe(cycles));

  it.each(['1500000', '1.5 M', '1.5 mcycles'])('refuses %j', (text) =>
    expect(() => parseCycles(text)).toThrow(UnitError),
  );

  it.each([
    [0, '0 cycles'],
    [850, '850 cycles'],
    [12345, '12.3 kcycles'],
    [999700, '1 Mcycles'],
    [1512345, '1.51 Mcycles'],
    [14040000, '14 Mcycles'],
  ])('prints %d as %s', (cycles, text) => expect(formatCycles(cycles)).toBe(text));
});

describe('durations', () => {
  it.each([
    ['20 ms', 20],
    ['1.5s', 1500],
    ['250 us', 0.25],
    ['250 \u00B5s', 0.25],
    ['250 \u03BCs', 0.25],
    ['2 min', 120000],
  ])('reads %s as %d ms', (text, milliseconds) => expect(parseDuration(text)).toBeCloseTo(milliseconds, 12));

  it.each(['20', '', '20 msec', '-20 ms', 'ms'])('refuses %j', (text) =>
    expect(() => parseDuration(text)).toThrow(UnitError),
  );

  it.each([
    [18.876, '18.9 ms'],
    [0.345, '345 \u00B5s'],
    [1234, '1.23 s'],
    [0.9999, '1 ms'],
    [0.00005, '50 ns'],
  ])('prints %d ms as %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
});
