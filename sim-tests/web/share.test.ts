import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { preflash } from '../cli/support/preflash.ts';
import { scratchDirectory, writeInto } from '../cli/support/scratch.ts';
import {
  becomes,
  downloadedReport,
  drop,
  ended,
  inputTaken,
  openedReport,
  opening,
  openPlayground,
  rowOf,
  settled,
  type,
} from './support/playground.ts';

const permissions = ['clipboard-read', 'clipboard-write'];

/** What a button puts on the clipboard. */
async function copied(page: Page, button: string): Promise<string> {
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: button }).click();
  await expect.poll(clipboard).not.toBe('');
  return clipboard();
}

const example = 'firmware/examples/cubemx-digits';

/** A limit is set, the configuration is copied beside the files, and the command line finds the figure of the page. */
async function expectSameInCheck(page: Page, folder: string, report: { cycles: { total: number } }): Promise<void> {
  await type(page, 'Cycles', '1 Gcycles');
  const details = page.locator('details', { hasText: 'preflash.config.json' }).last();
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  const config = writeInto(folder, 'preflash.config.json', await copied(page, 'Copy CI config'));
  const check = await preflash(['check', '--config', config, '--no-cache', '--reporter', 'json']);
  expect(check).toMatchObject({ exitCode: 0 });
  expect(JSON.stringify(JSON.parse(check.stdout))).toContain(`"actual":${report.cycles.total}`);
}

describe('a configuration from the page', () => {
  it.each([
    ['7 ms', 0],
    ['6 ms', 1],
  ])('is what the command line checks, unchanged: latency %s', async (latency, exitCode) => {
    const { page } = await openPlayground('', { permissions });
    await ended(rowOf(page, 'stm32l475vg'));
    await page.getByLabel('ATmega4809').uncheck();
    await type(page, 'Flash', '128 KiB');
    await type(page, 'Latency', latency);
    expect(await page.locator('h2 .verdict').textContent()).toBe(exitCode === 0 ? 'INSIDE BUDGET' : 'OVER BUDGET');
    await page.getByText('preflash.config.json').first().click();
    const directory = scratchDirectory();
    const config = writeInto(directory, 'preflash.config.json', await copied(page, 'Copy CI config'));
    copyFileSync(opening.stm32l475vg, join(directory, basename(opening.stm32l475vg)));
    const check = await preflash(['check', '--config', config, '--no-cache']);
    expect(check).toMatchObject({ exitCode });
  });

  it('has all that a run of firmware was given', async () => {
    const { page } = await openPlayground('', { permissions });
    await page.getByText('Run options').click();
    await type(page, 'Region of firmware', 'pf_invoke');
    await type(page, 'Layers are the calls of', 'pf_run_layer');
    await type(page, 'Only this UART', 'USART1');
    await type(page, 'Give up after', '20 Mcycles');
    await page.getByLabel('Firmware receives by UART').setInputFiles(join(example, 'seven.bin'));
    await drop(page, [{ name: 'cubemx-digits.elf', bytes: readFileSync(join(example, 'cubemx-digits.elf')) }]);
    await page.getByLabel('ATmega4809').uncheck();
    await becomes(rowOf(page, 'stm32l475vg', 'cubemx'), 'done');
    const report = (await downloadedReport(page)) as { cycles: { total: number } };
    const folder = scratchDirectory();
    for (const name of ['cubemx-digits.elf', 'seven.bin']) copyFileSync(join(example, name), join(folder, name));
    await expectSameInCheck(page, folder, report);
  });

  it('has the conversation that firmware was held, and the input of a model that was estimated', async () => {
    const { page } = await openPlayground('', { permissions });
    const folder = scratchDirectory();
    const steps = [{ 'send-file': 'seven.bin' }, { expect: 'digit' }];
    const talk = writeInto(folder, 'talk.json', JSON.stringify({ steps }));
    for (const name of ['cubemx-digits.elf', 'seven.bin']) copyFileSync(join(example, name), join(folder, name));
    await page.getByLabel('ATmega4809').uncheck();
    await page.getByText('Run options').click();
    await type(page, 'Region of firmware', 'pf_invoke');
    await page
      .getByLabel('Conversation with firmware', { exact: true })
      .setInputFiles([talk, join(folder, 'seven.bin')]);
    await drop(page, [{ name: 'cubemx-digits.elf', bytes: readFileSync(join(example, 'cubemx-digits.elf')) }]);
    await becomes(rowOf(page, 'stm32l475vg', 'cubemx'), 'done');
    await expectSameInCheck(page, folder, (await downloadedReport(page)) as { cycles: { total: number } });

    await page.getByRole('button', { name: 'Remove cubemx-digits.elf' }).click();
    const model = join(folder, basename(opening.stm32l475vg));
    copyFileSync(opening.stm32l475vg, model);
    const input = writeInto(folder, 'half.bin', new Uint8Array(new Float32Array(784).fill(0.5).buffer));
    await page.getByLabel('Input of the model').setInputFiles(input);
    await drop(page, [{ name: basename(model), bytes: readFileSync(model) }]);
    await page.getByLabel('estimate', { exact: true }).check();
    await page.getByLabel('simulate', { exact: true }).uncheck();
    await becomes(rowOf(page, 'stm32l475vg', 'estimate'), 'done');
    await expectSameInCheck(page, folder, (await downloadedReport(page)) as { cycles: { total: number } });
  });

  it('takes a share of the part, and growth against a report that is open', async () => {
    const { page } = await openPlayground('', { permissions });
    await ended(rowOf(page, 'stm32l475vg'));
    await page.getByLabel('ATmega4809').uncheck();
    const report = (await downloadedReport(page)) as { cycles: { total: number } };
    await type(page, 'Flash', '90%');
    await type(page, 'Stack', '1 KiB');
    expect(await page.locator('h2 .verdict').textContent()).toBe('INSIDE BUDGET');
    await type(page, 'Cycles', '+2%');
    expect(await page.locator('h2 .verdict').textContent()).toBe('UNCERTAIN');
    expect(await page.locator('.bars').textContent()).toMatch(/open the JSON of an earlier report/);
    // The same run took a tenth less before: ten percent and more have grown.
    const earlier = { ...report, cycles: { ...report.cycles, total: Math.round(report.cycles.total * 0.9) } };
    const bytes = new TextEncoder().encode(JSON.stringify(earlier));
    await drop(page, [{ name: 'earlier.json', bytes }]);
    await openedReport(page).waitFor();
    await rowOf(page, 'stm32l475vg').getByRole('button').first().click();
    expect(await page.locator('h2 .verdict').textContent()).toBe('OVER BUDGET');
    await type(page, 'Cycles', '+12%');
    expect(await page.locator('h2 .verdict').textContent()).toBe('INSIDE BUDGET');
    await page.getByText('preflash.config.json').first().click();
    const folder = scratchDirectory();
    const config = writeInto(folder, 'preflash.config.json', await copied(page, 'Copy CI config'));
    copyFileSync(opening.stm32l475vg, join(folder, basename(opening.stm32l475vg)));
    expect(await page.locator('details .hint', { hasText: 'preflash baseline' }).count()).toBe(1);
    expect(await preflash(['baseline', '--config', config])).toMatchObject({ exitCode: 0 });
    const check = await preflash(['check', '--config', config, '--no-cache']);
    expect(check).toMatchObject({ exitCode: 0 });
    expect(check.stdout).toMatch(/cycles.*\+12%/);
  });

  it('says what is wrong with a budget that cannot be read', async () => {
    const { page } = await openPlayground();
    await type(page, 'RAM', '24 KB');
    expect(await page.locator('.problem').textContent()).toMatch(/KB/);
  });
});

const directory = scratchDirectory();

describe('the report as a page', () => {
  it('has its figures, and loads nothing', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download HTML' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('w32-float32-stm32l475vg.html');
    const path = join(directory, file.suggestedFilename());
    await file.saveAs(path);
    const html = readFileSync(path, 'utf8');
    expect(html).toContain((await page.locator('.totals b').nth(2).textContent())!);
    const { memoryPlan } = (await downloadedReport(page)) as { memoryPlan: { buffers: readonly object[] } };
    expect(html.match(/<title>[^<]* B at [\d,]+<\/title><rect/g)).toHaveLength(memoryPlan.buffers.length);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|src=/);
  });
});

/**
 * What the first version of the page put behind its address (commit 9c93c7a): before engines, single UARTs, inputs and
 * all but four budgets.
 */
const firstLink =
  '#v1=PU69DoIwEH4VczNGgoiEUSfjwOBoHGq5YmNbSK-ihPDutiW63fd_ExDTvUKC6graSHLrBg3h5l3CLQEhF8mfhM5J03o0QYOD5HhqYoqc3mYq3--GFhIwVuyy' +
  'Mk9D-onWoIomiwItGo6B73oXyZoCstjKzkAFPq3YiJZqsSDNPseRxw-iKLV0F-SdCcNFmsD91bQYuiYQitHD-4p8dZYH77ZM_zqdHx49yNKVJs_wf-k8z18';

describe('a link', () => {
  it('of the first version opens as it did', async () => {
    const { page } = await openPlayground(firstLink);
    for (const part of ['stm32l475vg', 'nrf52840']) {
      expect(await ended(rowOf(page, part, 'Digits, dense 8'))).toBe('done');
      expect(await rowOf(page, part).textContent()).toContain('reference -Os');
    }
    expect(await page.locator('tbody tr[data-part]').count()).toBe(2);
    expect(await page.getByLabel('Flash', { exact: true }).first().inputValue()).toBe('64 KiB');
    expect(await page.getByLabel('Latency', { exact: true }).first().inputValue()).toBe('20 ms');
    expect(await page.locator('.complaint').textContent()).toBe('');
  });

  it('says which files it was made with and does not hold', async () => {
    const { page } = await openPlayground('', { permissions });
    await ended(rowOf(page, 'stm32l475vg'));
    const report = new TextEncoder().encode(JSON.stringify(await downloadedReport(page)));
    await drop(page, [{ name: 'earlier.json', bytes: report }]);
    await openedReport(page).waitFor();
    await page.getByText('Run options').click();
    const picture = writeInto(directory, 'picture.bin', new Uint8Array(4 * 784));
    await page.getByLabel('Input of the model').setInputFiles(picture);
    await inputTaken(page, 'Input of the model');
    const link = await copied(page, 'Copy link to page');
    const { page: other } = await openPlayground(link.slice(inject('pageUrl').length));
    await expect
      .poll(() => other.locator('.complaint').textContent())
      .toBe(
        'The link does not hold files: drop the JSON report of w32-float32.tflite on STM32L475VG here, and choose ' +
          'picture.bin (Run options, "Input of the model").',
      );
  });

  it('shows the run that was shown', async () => {
    const { page } = await openPlayground('', { permissions });
    await ended(rowOf(page, 'atmega4809'));
    await rowOf(page, 'atmega4809').getByRole('button').first().click();
    const link = await copied(page, 'Copy link to page');
    const { page: other } = await openPlayground(link.slice(inject('pageUrl').length));
    await expect.poll(() => other.locator('.detail h2').textContent()).toMatch(/FITS w32-weights\.h on ATmega4809/);
  });

  it('to the page has everything but the files', async () => {
    const { page } = await openPlayground('', { permissions });
    await settled(page);
    await type(page, 'RAM', '4 KiB');
    await page.getByLabel('nRF52840').check();
    await page.getByLabel('-O3').check();
    await ended(rowOf(page, 'nrf52840').first());
    const link = await copied(page, 'Copy link to page');
    const { page: other } = await openPlayground(link.slice(inject('pageUrl').length));
    await ended(rowOf(other, 'nrf52840').first());
    expect(await other.locator('tbody tr[data-part]').count()).toBe(6);
    expect(await other.getByLabel('RAM', { exact: true }).first().inputValue()).toBe('4 KiB');
    expect(await other.locator('h2 .verdict').textContent()).toBe('OVER BUDGET');
  });

  it('to a report has all of it, and runs nothing', async () => {
    const { page } = await openPlayground('', { permissions });
    await ended(rowOf(page, 'stm32l475vg'));
    const report = await downloadedReport(page);
    const link = await copied(page, 'Copy link to report');
    const { page: other } = await openPlayground(link.slice(inject('pageUrl').length));
    await other.getByText('a report that was opened').waitFor();
    expect(await downloadedReport(other)).toEqual(report);
    expect(other.workers()).toEqual([]);
  });

  it('to a report of the same host opens it; of another host it says why not', async () => {
    const { stdout } = await preflash(['run', 'models/mnist-cnn/ptq-int8.tflite', '--device', 'rp2040', '--json']);
    writeInto(inject('pageDirectory'), 'report-of-ci.json', stdout);
    const { page } = await openPlayground('?url=report-of-ci.json');
    await page.getByText('RP2040, a report that was opened').waitFor();
    const { page: other } = await openPlayground('?url=https://example.com/report.json');
    await expect.poll(() => other.locator('.complaint').textContent()).toMatch(/example\.com is another host/);
    expect(await ended(rowOf(other, 'stm32l475vg'))).toBe('done');
  });

  it('that is damaged is told to be so, and the page opens', async () => {
    for (const hash of ['#v1=broken', '#v2=AAAA', '#report=AAAA', `#report=${'A'.repeat(100_000)}`]) {
      const { page, troubles } = await openPlayground(hash);
      await expect.poll(() => page.locator('.complaint').textContent()).toMatch(/cannot be opened|not a whole report/);
      expect(await ended(rowOf(page, 'stm32l475vg'))).toBe('done');
      expect(troubles).toEqual([]);
    }
  });

  it('that is damaged and pasted into the open page is told to be so, and what is there stays', async () => {
    const { page, troubles } = await openPlayground();
    expect(await ended(rowOf(page, 'stm32l475vg'))).toBe('done');
    await page.evaluate(() => {
      location.hash = '#v1=broken';
    });
    await expect.poll(() => page.locator('.complaint').textContent()).toMatch(/cannot be opened/);
    expect(await rowOf(page, 'stm32l475vg').getAttribute('data-status')).toBe('done');
    expect(troubles).toEqual([]);
  });
});
