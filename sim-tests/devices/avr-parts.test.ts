import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import type { Device } from '../../src/devices/schema.ts';

type Peripheral = Device['peripherals'][number];

const hasInterrupts = ({ interrupts }: Peripheral): boolean => Object.keys(interrupts ?? {}).length > 0;
const region = (device: Device, kind: string) => device.regions.find((candidate) => candidate.kind === kind)!;

/** The macros of avr-libc's device header: name to text. */
function macrosOf(part: string): ReadonlyMap<string, string> {
  const args = [`-mmcu=${part}`, '-E', '-dM', '-include', 'avr/io.h', '-x', 'c', '/dev/null'];
  const lines = execFileSync('avr-gcc', args, { encoding: 'utf8' }).split('\n');
  return new Map(lines.map((line) => /^#define (\w+) (.*)$/.exec(line)).flatMap((m) => (m ? [[m[1]!, m[2]!]] : [])));
}

/** avr-libc names an interrupt after its peripheral: `TIMER1_COMPA_vect`; the only USART of a part has no number. */
function vectorNames({ name, model }: Peripheral, line: string): string[] {
  if (model === 'avre-eeprom') return ['EE_READY_vect'];
  if (model === 'avre-wdt') return ['WDT_vect'];
  const upper = line.toUpperCase();
  return [`${name}_${upper}_vect`, `${name?.replace(/0$/, '')}_${upper}_vect`];
}

/** The register at the base of a peripheral, by its name in avr-libc. */
function firstRegister({ name = '', model }: Peripheral): string | undefined {
  const number = name.slice(-1);
  if (model === 'avre-port') return `PIN${number}`;
  if (model === 'avre-usart') return `UCSR${number}A`;
  if (model.startsWith('avre-timer')) return `TCCR${number}A`;
  return { 'avre-eeprom': 'EECR', 'avre-wdt': 'WDTCSR', 'avre-clkpr': 'CLKPR', 'avre-cpu': 'SMCR' }[model];
}

/** `_SFR_MEM8(0xC0)` is a data address, `_SFR_IO8(0x1F)` one of I/O space, which begins at 0x20. */
function addressIn(macros: ReadonlyMap<string, string>, name: string): number {
  const [, space, offset] = /_SFR_(MEM|IO)8 ?\((0x[0-9A-F]+)\)/i.exec(macros.get(name) ?? '') ?? [];
  return Number(offset) + (space === 'IO' ? 0x20 : 0);
}

describe.each(['atmega328p', 'atmega1284p', 'atmega2560'])('%s is as avr-libc has it', (part) => {
  const device = findDevice(part);
  const macros = macrosOf(part);
  const value = (name: string): number => Number(macros.get(name)!.replace(/[()]/g, ''));

  it('memories and signature', () => {
    const ram = region(device, 'ram');
    expect(region(device, 'flash').sizeBytes).toBe(value('FLASHEND') + 1);
    expect(ram.base - 0x80_0000 + ram.sizeBytes).toBe(value('RAMEND') + 1);
    expect(region(device, 'eeprom').sizeBytes).toBe(value('E2END') + 1);
    expect(device.avr?.signature).toEqual([0, 1, 2].map((index) => value(`SIGNATURE_${index}`)));
  });

  test.each(device.peripherals.filter(hasInterrupts))('interrupt vectors of $name', (peripheral) => {
    for (const [line, vector] of Object.entries(peripheral.interrupts!)) {
      const name = vectorNames(peripheral, line).find((candidate) => macros.has(candidate));
      expect(macros.get(name ?? line), `${peripheral.name} ${line}`).toBe(`_VECTOR(${vector})`);
    }
  });

  test.each(device.peripherals.filter((peripheral) => firstRegister(peripheral)))('address of $name', (peripheral) => {
    expect(addressIn(macros, firstRegister(peripheral)!)).toBe(peripheral.base);
  });
});

describe('atmega4809 is as yasimavr has it', () => {
  const device = findDevice('atmega4809');
  const library = new URL('../../.venv/lib/', import.meta.url);
  const python = readdirSync(library).find((name) => name.startsWith('python'));
  const path = new URL(`${python}/site-packages/yasimavr/device_library/configs/atmega4809.yml`, library);
  const text = readFileSync(path, 'utf8');
  const vectors = [
    ...text
      .split('vectors:')[1]!
      .split('sleep_mask')[0]!
      .matchAll(/- (\w+)/g),
  ].map((match) => match[1]);
  const names: Readonly<Record<string, string>> = { capt: '', port: '' };

  it('memories', () => {
    expect(text).toMatch(/ram: \[ 0x2800, 0x3FFF\]/);
    expect(region(device, 'ram')).toMatchObject({ base: 0x80_2800, sizeBytes: 0x1800 });
    expect(region(device, 'flash').sizeBytes).toBe(Number(/flash:\s+size: (\d+)/.exec(text)![1]));
  });

  test.each(device.peripherals.filter(hasInterrupts))('interrupt vectors of $name', (peripheral) => {
    for (const [line, vector] of Object.entries(peripheral.interrupts!)) {
      const suffix = names[line] ?? `_${line.toUpperCase()}`;
      expect(vectors[vector], line).toBe(`${peripheral.name}${suffix}`);
    }
  });

  test.each(device.peripherals.filter(({ model }) => /usart|tca|tcb|avrxt-port$|cpuint|nvmctrl|clkctrl/.test(model)))(
    'address of $name',
    ({ name, base }) => {
      const found = new RegExp(`\\n {4}${name}:[\\s\\S]*?base: (0x[0-9A-F]+)`).exec(text);
      expect(Number(found?.[1])).toBe(base);
    },
  );
});
