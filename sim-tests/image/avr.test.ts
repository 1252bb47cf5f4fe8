import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { checkFits } from '../../src/image/fit.ts';
import { openImage } from '../../src/image/open.ts';
import type { FirmwareImage } from '../../src/image/types.ts';

const source = `
const char table[4] = "abc";
int initialised = 0x1234;
int zeroed;
__attribute__((section(".eeprom"))) char stored[2] = {1, 2};
int main(void) { return table[initialised & 1] + zeroed; }
`;
const vectors = '.section .vectors,"ax"\n.rept 4\n jmp main\n.endr\n';

const scratch = mkdtempSync(join(tmpdir(), 'preflash-avr-image-'));
const path = (name: string): string => join(scratch, name);

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
  return stdout;
}

const open = (name: string): Promise<FirmwareImage> => openImage(new Uint8Array(readFileSync(path(name))), name);

/** Address that nm prints for a symbol. */
const addressOf = (symbol: string): number =>
  Number.parseInt(
    run('avr-nm', path('program.elf'))
      .split('\n')
      .find((line) => line.endsWith(` ${symbol}`)) ?? '',
    16,
  );

beforeAll(() => {
  writeFileSync(path('program.c'), source);
  writeFileSync(path('vectors.S'), vectors);
  const flags = ['-mmcu=avrxmega3', '-nostdlib', '-Os', '-Tdata=0x802800', '-Wl,--defsym=__RODATA_PM_OFFSET__=0x4000'];
  run('avr-gcc', ...flags, path('program.c'), path('vectors.S'), '-o', path('program.elf'));
  run('avr-objcopy', '-O', 'ihex', '-R', '.eeprom', path('program.elf'), path('program.hex'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe('an ELF from avr-gcc', () => {
  it('has constants of mapped flash where they are programmed, in every way to look at them', async () => {
    const image = await open('program.elf');
    const programmed = addressOf('table') - 0x4000;
    expect(image.machine).toBe('avr');
    expect(image.symbols.find(({ name }) => name === 'table')?.address).toBe(programmed);
    expect(image.sections.find(({ name }) => name === '.rodata')?.address).toBe(programmed);
    const segment = image.segments.find(({ loadAddress }) => loadAddress === programmed);
    expect(segment).toMatchObject({ virtualAddress: programmed, bytes: Uint8Array.of(97, 98, 99, 0) });
  });

  it('has variables where they run, in data space from 0x800000 on', async () => {
    const image = await open('program.elf');
    expect(image.symbols.find(({ name }) => name === 'initialised')?.address).toBe(addressOf('initialised'));
    expect(image.segments.find(({ virtualAddress }) => virtualAddress === 0x80_2800)?.loadAddress).toBeLessThan(0x1000);
  });

  it('fits the part it was linked for, and only an AVR', async () => {
    const image = await open('program.elf');
    expect(checkFits(image, findDevice('atmega4809'))).toEqual([]);
    expect(checkFits(image, findDevice('stm32l475vg'))[0]).toMatchObject({ kind: 'wrong-architecture' });
    // RAM of the ATmega328P is 0x0100 to 0x08FF.
    expect(checkFits(image, findDevice('atmega328p'))[0]).toMatchObject({ kind: 'outside-memory', address: 0x80_2800 });
  });
});

describe('Intel HEX from avr-objcopy', () => {
  it('has the same flash and is known by its vectors', async () => {
    const image = await open('program.hex');
    expect(image).toMatchObject({ format: 'hex', machine: 'avr', entry: 0 });
    const elf = await open('program.elf');
    const flash = elf.segments.filter(({ loadAddress }) => loadAddress < 0x80_0000).flatMap(({ bytes }) => [...bytes]);
    expect(image.segments.flatMap(({ bytes }) => [...bytes])).toEqual(flash);
    expect(checkFits(image, findDevice('stm32l475vg'))[0]?.kind).toBe('wrong-architecture');
  });
});
