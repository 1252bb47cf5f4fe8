import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scratchDirectory, writeInto } from '../cli/support/scratch.ts';
import {
  becomes,
  cliReport,
  downloadedReport,
  drop,
  ended,
  inputTaken,
  opening,
  openPlayground,
  rowOf,
  type,
} from './support/playground.ts';

const directory = scratchDirectory();
const example = 'firmware/examples/cubemx-digits';

/** A .npy file, version 1.0 of NumPy's format, of little-endian float32. */
function npyOf(values: Float32Array, shape: readonly number[]): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const header = `${text.padEnd(117)}\n`;
  const lead = Uint8Array.of(0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0);
  return Buffer.concat([lead, new TextEncoder().encode(header), new Uint8Array(values.buffer)]);
}

/** The example's ELF in the page, with its inference as the region. */
async function openExample(): Promise<Page> {
  const { page } = await openPlayground();
  await page.getByText('Run options').click();
  await type(page, 'Region of firmware', 'pf_invoke');
  await type(page, 'Layers are the calls of', 'pf_run_layer');
  return page;
}

const dropExample = (page: Page) =>
  drop(page, [{ name: 'cubemx-digits.elf', bytes: readFileSync(`${example}/cubemx-digits.elf`) }]);

const measure = ['--region', 'pf_invoke', '--layers-of', 'pf_run_layer'] as const;

describe('an estimate', () => {
  it('stands beside the simulation: the report of the command line, every figure with its band', async () => {
    const { page } = await openPlayground();
    await page.getByLabel('ATmega4809').uncheck();
    await page.getByLabel('estimate', { exact: true }).check();
    const row = rowOf(page, 'stm32l475vg', 'estimate');
    expect(await ended(row)).toBe('done');
    await row.getByRole('button').first().click();
    const report = await cliReport(opening.stm32l475vg, 'stm32l475vg', '--engine', 'estimate');
    expect(await downloadedReport(page)).toEqual(report);
    expect(await page.locator('.provenance').textContent()).toContain(report.provenance.profile);
    const bands = await page.locator('.totals .band').allTextContents();
    const { low, high } = report.estimate.cycles;
    expect(bands).toHaveLength(5);
    expect(bands[2]).toContain(`${low.toLocaleString('en-US')} to ${high.toLocaleString('en-US')}`);
    expect(await row.locator('.band').count()).toBe(5);
    const layers = await page.locator('.layers .band').allTextContents();
    expect(layers).toHaveLength(report.layers.length);
    // There is no run that could be looked into.
    expect(await page.getByRole('button', { name: 'Follow the calls' }).count()).toBe(0);
    expect(await ended(rowOf(page, 'stm32l475vg').first())).toBe('done');
  });
});

describe('an input of the model', () => {
  it('is a .npy that is dropped: the report of the command line', async () => {
    const ramp = npyOf(
      Float32Array.from({ length: 784 }, (_, at) => (at % 29) / 29),
      [1, 784],
    );
    const path = writeInto(directory, 'ramp.npy', ramp);
    const { page } = await openPlayground();
    await page.getByLabel('ATmega4809').uncheck();
    await drop(page, [{ name: 'ramp.npy', bytes: ramp }]);
    await inputTaken(page, 'Input of the model');
    expect(await ended(rowOf(page, 'stm32l475vg'))).toBe('done');
    const expected = await cliReport(opening.stm32l475vg, 'stm32l475vg', '--input', path);
    expect(await downloadedReport(page)).toEqual(expected);
  });

  it('of another shape is refused with both', async () => {
    const { page } = await openPlayground();
    await page.getByLabel('ATmega4809').uncheck();
    await drop(page, [{ name: 'short.npy', bytes: npyOf(new Float32Array(4), [1, 4]) }]);
    await becomes(rowOf(page, 'stm32l475vg'), 'failed');
    expect(await page.locator('.failure').textContent()).toMatch(/short\.npy.*784/s);
  });
});

describe('firmware that waits for its user', () => {
  it('receives a file by UART: the report of the command line, and its code', async () => {
    const page = await openExample();
    await page.getByLabel('Firmware receives by UART').setInputFiles(`${example}/seven.bin`);
    await inputTaken(page, 'Firmware receives by UART');
    await dropExample(page);
    expect(await ended(rowOf(page, 'stm32l475vg', 'cubemx'))).toBe('done');
    const report = await cliReport(
      `${example}/cubemx-digits.elf`,
      'stm32l475vg',
      ...measure,
      '--uart-in',
      `${example}/seven.bin`,
    );
    expect(await downloadedReport(page)).toEqual(report);
    await page.getByRole('button', { name: 'Disassemble with cycles' }).click();
    await page.locator('.listing').waitFor();
    expect(await page.locator('.hint', { hasText: 'instructions,' }).textContent()).toContain(
      `${report.cycles.total.toLocaleString('en-US')} cycles`,
    );
  });

  it('is connected by the UART that is typed alone', async () => {
    const page = await openExample();
    await page.getByLabel('Firmware receives by UART').setInputFiles(`${example}/seven.bin`);
    await inputTaken(page, 'Firmware receives by UART');
    await dropExample(page);
    const row = rowOf(page, 'stm32l475vg', 'cubemx');
    await becomes(row, 'done');
    await type(page, 'Give up after', '20 Mcycles');
    await becomes(row, 'done');
    // Its picture comes by USART1 (uart.c).
    await type(page, 'Only this UART', 'USART2');
    await becomes(row, 'failed');
    await row.getByRole('button').first().click();
    // The command line says --uart-in: here it is the field of that name.
    expect(await page.locator('.failure').textContent()).toMatch(/USART1.*give it “Firmware receives by UART”/);
    await type(page, 'Only this UART', 'USART9');
    await expect.poll(() => page.locator('.failure').textContent()).toMatch(/USART9/);
    await type(page, 'Only this UART', 'USART1');
    await becomes(row, 'done');
    const options = [...measure, '--uart', 'USART1', '--uart-in', `${example}/seven.bin`, '--max-cycles', '20000000'];
    expect(await downloadedReport(page)).toEqual(
      await cliReport(`${example}/cubemx-digits.elf`, 'stm32l475vg', ...options),
    );
  });

  it('holds a conversation, whose files are chosen with it', async () => {
    const steps = [
      { expect: 'ready' },
      { 'send-file': 'seven.bin' },
      { expect: 'digit', region: 'begin' },
      { expect: 'ready', region: 'end' },
    ];
    const script = writeInto(directory, 'talk.json', JSON.stringify({ steps }));
    writeInto(directory, 'seven.bin', readFileSync(`${example}/seven.bin`));
    const page = await openExample();
    const chooser = page.getByLabel('Conversation with firmware', { exact: true });
    await chooser.setInputFiles(script);
    await inputTaken(page, 'Conversation with firmware');
    await dropExample(page);
    const row = rowOf(page, 'stm32l475vg', 'cubemx');
    await becomes(row, 'failed');
    expect(await page.locator('.failure').textContent()).toMatch(/sends seven\.bin, which is not among the files/);
    await chooser.setInputFiles([script, join(directory, 'seven.bin')]);
    await becomes(row, 'done');
    const talk = [...measure, '--conversation', script];
    expect(await downloadedReport(page)).toEqual(
      await cliReport(`${example}/cubemx-digits.elf`, 'stm32l475vg', ...talk),
    );
  });
});
