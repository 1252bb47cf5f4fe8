import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleElf, callsFour } from '../cli/support/arm-elf.ts';
import { scratchDirectory, writeInto } from '../cli/support/scratch.ts';
import { denseWeights, mnistWeights } from '../nnom/support/weights.ts';
import { cliReport, downloadedReport, drop, ended, openedReport, openPlayground, rowOf } from './support/playground.ts';

const directory = scratchDirectory();

const elf = assembleElf(directory, 'four', callsFour);
const hex = elf.replace(/elf$/, 'hex');
execFileSync('arm-none-eabi-objcopy', ['-O', 'ihex', elf, hex]);
const weights = writeInto(directory, 'weights.h', mnistWeights(8));

/** Drops a file and gives the report of its run on a part. */
async function reportOf(path: string, part: string, name = path.split('/').at(-1)!) {
  const { page, troubles } = await openPlayground();
  await ended(rowOf(page, 'stm32l475vg'));
  await drop(page, [{ name, bytes: readFileSync(path) }]);
  const row = rowOf(page, part, name);
  expect(await ended(row)).toBe('done');
  await row.getByRole('button').first().click();
  expect(troubles).toEqual([]);
  return { page, report: await downloadedReport(page) };
}

describe('a file that is dropped', () => {
  it('is a model: the same report as from the command line', async () => {
    const path = 'models/ds-cnn-small/ptq-int8.tflite';
    const { report } = await reportOf(path, 'stm32l475vg');
    expect(report).toEqual(await cliReport(path, 'stm32l475vg'));
  });

  it('is known by what it holds, whatever it is called', async () => {
    const path = 'models/ds-cnn-small/ptq-int8.tflite';
    const { report } = await reportOf(path, 'stm32l475vg', 'firmware.elf');
    expect(report).toMatchObject({ model: { name: 'firmware.elf', variant: 'int8' } });
  });

  it('is an ELF, of which one function is measured', async () => {
    const { page, report } = await reportOf(elf, 'stm32l475vg');
    expect(report).toEqual(await cliReport(elf, 'stm32l475vg'));
    await page.getByText('Run options').click();
    await page.getByLabel('Region of firmware').fill('work');
    await page.getByLabel('Region of firmware').blur();
    await ended(rowOf(page, 'stm32l475vg'));
    expect(await downloadedReport(page)).toEqual(await cliReport(elf, 'stm32l475vg', '--region', 'work'));
  });

  it('is an Intel HEX', async () => {
    const { report } = await reportOf(hex, 'stm32l475vg');
    expect(report).toEqual(await cliReport(hex, 'stm32l475vg'));
  });

  it('is a weights.h, in the firmware that came with the page', async () => {
    const { report } = await reportOf(weights, 'atmega4809');
    expect(report).toEqual(await cliReport(weights, 'atmega4809'));
  });

  it("is a report's JSON: shown without being run", async () => {
    const report = await cliReport(elf, 'stm32l475vg');
    const { page } = await openPlayground();
    await drop(page, [{ name: 'report.json', bytes: new TextEncoder().encode(JSON.stringify(report)) }]);
    await ended(openedReport(page));
    expect(await downloadedReport(page)).toEqual(report);
  });
});

describe('a part that a file cannot be for', () => {
  const cortexM = { name: 'four.elf', bytes: readFileSync(elf) };

  it('is named in a line, and is no row that has failed', async () => {
    const { page } = await openPlayground();
    await drop(page, [cortexM, { name: 'weights.h', bytes: readFileSync(weights) }]);
    expect(await ended(rowOf(page, 'stm32l475vg', 'four.elf'))).toBe('done');
    expect(await ended(rowOf(page, 'atmega4809', 'weights.h'))).toBe('done');
    expect(await page.locator('tr[data-part]').count()).toBe(2);
    expect(await page.getByText('four.elf: not for').textContent()).toBe(
      'four.elf: not for ATmega4809: Cortex-M code. ',
    );
    expect(await page.getByText('weights.h: not for').textContent()).toMatch(
      /not for STM32L475VG: .* NNoM runs on AVR/,
    );
    expect(await page.locator('.verdict.fail').count()).toBe(0);
  });

  it('is replaced by one that it can be for with a click, where no other is chosen', async () => {
    const { page } = await openPlayground();
    await page.getByLabel('STM32L475VG').uncheck();
    const avr = { name: 'blink.hex', bytes: new TextEncoder().encode(avrHex) };
    const model = { name: 'small.tflite', bytes: readFileSync('models/ds-cnn-small/ptq-int8.tflite') };
    await drop(page, [{ name: 'four.hex', bytes: readFileSync(hex) }, model]);
    await page.getByText('None of the chosen parts can run it.').waitFor();
    expect(await page.locator('tr[data-part]').count()).toBe(0);
    await page.getByRole('button', { name: 'Run it on STM32L475VG' }).first().click();
    for (const name of ['four.hex', 'small.tflite']) expect(await ended(rowOf(page, 'stm32l475vg', name))).toBe('done');
    await page.getByLabel('ATmega4809').uncheck();
    await drop(page, [avr]);
    await page.getByText('blink.hex: not for STM32L475VG: AVR code.').waitFor();
    await page.getByRole('button', { name: 'Run it on ATmega4809' }).click();
    expect(await ended(rowOf(page, 'atmega4809', 'blink.hex'))).toBe('failed');
    expect(await rowOf(page, 'atmega4809', 'blink.hex').textContent()).toMatch(/never ends/);
  });
});

/** Four vectors that jump to themselves (JMP: 0x940c and the word address; DS40002198), and the end of the file. */
const avrHex = ':100000000C9400000C9400000C9400000C94000070\n:00000001FF\n';

describe('files of one name', () => {
  it('are told apart; a network that reads no pictures of digits says so of a drawing', async () => {
    const { page } = await openPlayground();
    const other = new TextEncoder().encode(denseWeights({ inputs: 100, hidden: 8, outputs: 10, seed: 1 }));
    await drop(page, [
      { name: 'weights.h', bytes: readFileSync(weights) },
      { name: 'weights.h', bytes: other },
    ]);
    const second = rowOf(page, 'atmega4809', 'weights.h (');
    expect(await ended(second)).toBe('done');
    expect(await page.locator('tr[data-part]').count()).toBe(2);
    await second.getByRole('button').first().click();
    await page.getByRole('button', { name: 'Draw a 7' }).click();
    const complaint = page.locator('.answer .complaint');
    await complaint.waitFor();
    expect(await complaint.textContent()).toMatch(/does not read drawings of 28 by 28: its input is 1x100x1x1/);
  });
});

const nothingToRun: readonly (readonly [name: string, content: string, message: RegExp])[] = [
  ['text', 'int main(void) { return 0; }', /none of the files that preflash reads/],
  ['empty', '', /none of the files that preflash reads/],
  ['half a report', '{"schemaVersion": 1, "tool"', /not a whole report of version 1/],
  ['a report of later', '{"schemaVersion": 2}', /not a whole report of version 1/],
];

describe('a file that is nothing to run', () => {
  it('is told to be so, and the page goes on', async () => {
    const { page, troubles } = await openPlayground();
    for (const [name, content, message] of nothingToRun) {
      await drop(page, [{ name, bytes: new TextEncoder().encode(content) }]);
      const whole = new RegExp(`^${name}: .*${message.source}`);
      await expect.poll(() => page.locator('.complaint').textContent()).toMatch(whole);
    }
    const both = ['network.h5', 'notes.txt'].map((name) => ({ name, bytes: new TextEncoder().encode('of no use') }));
    await drop(page, both);
    await expect
      .poll(() => page.locator('.complaint').textContent())
      .toMatch(/network\.h5: a Keras model.*TFLiteConverter[\s\S]*notes\.txt: this is none/);
    expect(await ended(rowOf(page, 'stm32l475vg'))).toBe('done');
    expect(troubles).toEqual([]);
  });
});
