import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closest } from '../../src/devices/closest.ts';
import { DeviceError } from '../../src/devices/errors.ts';
import { devices, findDevice } from '../../src/devices/index.ts';
import { parseDevice } from '../../src/devices/parse.ts';
import { deviceJsonSchema } from '../../src/devices/schema.ts';

const folder = new URL('../../src/devices/', import.meta.url);
const partText = (id: string) => readFileSync(new URL(`parts/${id}.json`, folder), 'utf8');

/** The text of the L475's file with one value replaced, by JSON path. */
function withValue(path: readonly (string | number)[], value: unknown): string {
  const part = JSON.parse(partText('stm32l475vg'));
  const last = path[path.length - 1]!;
  const holder = path.slice(0, -1).reduce((object, key) => object[key], part);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return JSON.stringify(part);
}

describe('the registry', () => {
  it('has every part file, under its own id', () => {
    const files = readdirSync(new URL('parts/', folder)).map((name) => name.replace('.json', ''));
    expect(devices.map((device) => device.id).sort()).toEqual(files.sort());
  });

  it('finds a part in any case', () => expect(findDevice(' STM32L475VG ').name).toBe('STM32L475VG'));

  it.each([
    ['stm32l475vgt6', /Did you mean "stm32l475vg"\? Known devices: .*stm32l475vg/],
    ['stm32l457vg', /Did you mean "stm32l475vg"/],
    ['esp32', /there is no such device\. Known devices: /],
    ['', /there is no such device/],
    ['__proto__', /there is no such device/],
  ])('says what was meant by %j', (id, message) => {
    expect(() => findDevice(id)).toThrow(DeviceError);
    expect(() => findDevice(id)).toThrow(message);
  });

  it('has an up-to-date JSON Schema', () => {
    const committed = JSON.parse(readFileSync(new URL('device.schema.json', folder), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(deviceJsonSchema())));
  });
});

// RM0351, 2.2 (memories), 3.3.3 (wait states), 3.3.4 (caches), 3.7.1 (FLASH_ACR).
describe('STM32L475VG', () => {
  const device = findDevice('stm32l475vg');

  it('has the memories of its reference manual', () => {
    expect(device.regions.map(({ name, base, sizeBytes }) => [name, base, sizeBytes])).toEqual([
      ['flash', 0x0800_0000, 1024 * 1024],
      ['sram1', 0x2000_0000, 96 * 1024],
      ['sram2', 0x1000_0000, 32 * 1024],
    ]);
  });

  it('has the flash accelerator of its reference manual', () => {
    expect(device).toMatchObject({
      core: 'cortex-m4f',
      clockHz: 80_000_000,
      flash: {
        wordBytes: 8,
        instructionCache: { lines: 32, lineBytes: 32 },
        dataCache: { lines: 8, lineBytes: 32 },
        acr: { address: 0x4002_2000, resetValue: 0x600, latencyMask: 7, prefetchBit: 8 },
      },
    });
    // Both caches are on after reset: bits 9 and 10.
    if (device.flash.kind !== 'st-art') throw new Error('the L475 has an accelerator');
    const { acr, waitStates } = device.flash;
    expect((1 << acr.instructionCacheBit!) | (1 << acr.dataCacheBit!)).toBe(acr.resetValue);
    expect(waitStates.map((band) => [band.upToHz / 1e6, band.waitStates])).toEqual([
      [16, 0],
      [32, 1],
      [48, 2],
      [64, 3],
      [80, 4],
    ]);
  });
});

describe('a part file of the user', () => {
  it('is read like one of ours', () => {
    expect(parseDevice(partText('stm32l475vg'), 'mine.json')).toEqual(findDevice('stm32l475vg'));
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /^mine\.json: it is not JSON/],
    ['a list', '[]', /does not describe a part/],
    ['a missing clock', withValue(['clockHz'], undefined), /clockHz/],
    ['an unknown field', withValue(['colour'], 'red'), /colour/],
    ['an unknown core', withValue(['core'], 'cortex-m55'), /cortex-m4f/],
    ['a decimal address', withValue(['regions', 0, 'base'], 134217728), /regions/],
    ['a bad address', withValue(['regions', 0, 'base'], '0xG'), /an address such as "0x08000000".*regions\[0\]\.base/],
    ['a negative size', withValue(['regions', 0, 'sizeBytes'], -1), /sizeBytes/],
    ['overlapping memories', withValue(['regions', 1, 'base'], '0x08000100'), /flash and sram1 overlap/],
    ['an overlapping alias', withValue(['regions', 1, 'aliases'], ['0x00000100']), /flash and sram1 overlap/],
    ['memory past 4 GiB', withValue(['regions', 1, 'base'], '0xFFFFFFFF'), /sram1 runs past 32 bits/],
    ['no RAM', withValue(['regions', 1, 'kind'], 'flash').replaceAll('"ram"', '"flash"'), /has no ram/],
    ['a clock without wait states', withValue(['clockHz'], 90_000_000), /does not reach clockHz/],
    ['wait states out of order', withValue(['flash', 'waitStates', 0, 'upToHz'], 99_000_000), /must rise/],
    ['no citations', withValue(['citations'], []), /citations/],
  ])('is refused with %s', (_, text, message) => {
    expect(() => parseDevice(text, 'mine.json')).toThrow(DeviceError);
    expect(() => parseDevice(text, 'mine.json')).toThrow(message);
  });
});

describe('the closest name', () => {
  // Distances by hand: one letter missing, one wrong, two swapped (2), nothing near.
  it.each([
    ['stm32l475v', 'stm32l475vg'],
    ['stm32f746zg', 'stm32f746zg'],
    ['stm32f764zg', 'stm32f746zg'],
    ['atmega', undefined],
  ])('to %s is %s', (word, expected) => expect(closest(word, ['stm32l475vg', 'stm32f746zg'])).toBe(expected));
});
