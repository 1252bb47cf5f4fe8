import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleElf, exitNow } from './support/arm-elf.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const model = 'models/mnist-cnn/ptq-int8.tflite';
const partFile = (id: string): string => readFileSync(`src/devices/parts/${id}.json`, 'utf8');

/** The file of the F103 with one value replaced, as a user's own. */
function ownPart(name: string, change: (part: Record<string, unknown>) => void): string {
  const part = JSON.parse(partFile('stm32f103c8'));
  change(part);
  return writeInto(directory, `${name}.json`, JSON.stringify(part));
}

describe('every Cortex-M part', () => {
  const run = async (id: string) => JSON.parse((await preflash(['run', model, '--device', id, '--json'])).stdout);
  let reference: Awaited<ReturnType<typeof run>>;

  beforeAll(async () => {
    reference = await run('stm32l475vg');
  });

  // Cores from the data sheets: DS12023, DS10086, nRF52840 PS, DS5319, RP2040 datasheet, DS13560.
  it.each([
    ['stm32l4r5zi', 'cortex-m4f'],
    ['stm32f401re', 'cortex-m4f'],
    ['nrf52840', 'cortex-m4f'],
    ['stm32f103c8', 'cortex-m3'],
    ['rp2040', 'cortex-m0plus'],
    ['stm32g0b1re', 'cortex-m0plus'],
  ])('%s runs a model without a compiler, with the outputs of the STM32L475', async (device, core) => {
    const report = await run(device);
    expect(report.device).toMatchObject({ id: device, core });
    expect(report.provenance.firmware).toMatchObject({ origin: 'prebuilt' });
    expect(report.output).toEqual(reference.output);
    expect(report.layers).toHaveLength(reference.layers.length);
  });
});

describe("a user's own part file", () => {
  const elf = (name: string): string => assembleElf(directory, name, exitNow);

  it('is taken by its path', async () => {
    const part = ownPart('faster', (fields) =>
      Object.assign(fields, { id: 'mypart', name: 'My part', core: 'cortex-m4f' }),
    );
    const { stdout, exitCode } = await preflash(['run', elf('own'), '--device', part, '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).device).toMatchObject({ id: 'mypart' });
  });

  it.each<[string, (part: Record<string, unknown>) => void, RegExp]>([
    ['a clock that is no number', (part) => Object.assign(part, { clockHz: 'fast' }), /clockHz/],
    ['a field that is missing', (part) => delete part.regions, /regions/],
    [
      'a peripheral without a model',
      (part) =>
        Object.assign(part, { core: 'cortex-m4f', peripherals: [{ model: 'stm32f9-rcc', base: '0x40021000' }] }),
      /no peripheral model "stm32f9-rcc"\nName one of .*stm32f1-rcc/,
    ],
  ])('is refused with %s, by the name of the field', async (name, change, message) => {
    const part = ownPart(name.replaceAll(' ', '-'), change);
    const ended = await preflash(['run', elf('refused'), '--device', part]);
    expect(ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('is refused when it is not there', async () => {
    const ended = await preflash(['run', elf('missing'), '--device', './nowhere.json']);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(/nowhere\.json/);
  });
});

describe('firmware for another core', () => {
  it('is refused before it runs, by the attribute that contradicts the part', async () => {
    const elf = assembleElf(directory, 'm4', exitNow);
    const ended = await preflash(['run', elf, '--device', 'stm32f103c8']);
    expect(ended.stderr).toMatch(/ARMv7E-M \(Tag_CPU_arch\).*cortex-m3.*\nBuild it.*-mcpu=cortex-m3/);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('stops at the first instruction the core lacks where the file does not say', async () => {
    // SADD8 r0, r1, r2 (DDI 0403E A7.7.121), which the ELF of this name hides by saying it is for the M3.
    const elf = assembleElf(directory, 'dsp', '.short 0xfa81, 0xf002');
    const hex = join(directory, 'dsp.hex');
    execFileSync('arm-none-eabi-objcopy', ['-O', 'ihex', elf, hex]);
    const ended = await preflash(['run', hex, '--device', 'stm32f103c8']);
    expect(ended.stderr).toMatch(/sadd8 r0, r1, r2.*needs the DSP extension.*STM32F103C8.*\n.*-mcpu=cortex-m3/);
    expect(ended).toMatchObject({ exitCode: 3, stdout: '' });
  });
});
