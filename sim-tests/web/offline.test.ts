import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { assembleElf, callsFour } from '../cli/support/arm-elf.ts';
import { scratchDirectory } from '../cli/support/scratch.ts';
import {
  cliReport,
  downloadedReport,
  drop,
  ended,
  keptForOffline,
  opening,
  openPlayground,
  rowOf,
} from './support/playground.ts';

const elf = assembleElf(scratchDirectory(), 'four', callsFour);

describe('the page without a network', () => {
  it('opens and measures once it was loaded', async () => {
    const { page, context, troubles } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await keptForOffline(page);
    await context.setOffline(true);
    await page.reload();
    expect(await ended(rowOf(page, 'stm32l475vg'))).toBe('done');
    await page.getByRole('button', { name: 'Draw a 7' }).click();
    await expect.poll(() => page.locator('.said-digit').textContent()).toBe('7');
    expect(troubles).toEqual([]);
  });

  it('estimates on every part and runs firmware; what it does not have it names, and runs it when it can', async () => {
    const { page, context } = await openPlayground();
    await ended(rowOf(page, 'atmega4809'));
    await keptForOffline(page);
    await context.setOffline(true);
    await page.getByLabel('estimate', { exact: true }).check();
    await page.getByLabel('nRF52840').check();
    const estimate = rowOf(page, 'nrf52840', 'estimate');
    expect(await ended(estimate)).toBe('done');
    await estimate.getByRole('button').first().click();
    expect(await downloadedReport(page)).toEqual(
      await cliReport(opening.stm32l475vg, 'nrf52840', '--engine', 'estimate'),
    );
    const simulation = rowOf(page, 'nrf52840').first();
    expect(await ended(simulation)).toBe('failed');
    await simulation.getByRole('button').first().click();
    expect(await page.locator('.failure').textContent()).toMatch(/nrf52840.*not kept for use without a network/);
    await page.getByLabel('Add a sample').selectOption('mnist-cnn/ptq-int8');
    await expect
      .poll(() => page.locator('.complaint').textContent())
      .toMatch(/Digits, CNN, int8.*not kept for use without a network/);
    await drop(page, [{ name: 'four.elf', bytes: readFileSync(elf) }]);
    expect(await ended(rowOf(page, 'stm32l475vg', 'four.elf'))).toBe('done');
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Remove four.elf' }).click();
    await page.getByLabel('Add a sample').selectOption('mnist-cnn/ptq-int8');
    expect(await ended(rowOf(page, 'nrf52840', 'Digits, CNN').first())).toBe('done');
  });
});

describe('the first load', () => {
  it('takes at most 1.5 MB compressed, with all that is kept for later', async () => {
    const { page, requests } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await ended(rowOf(page, 'atmega4809'));
    await keptForOffline(page);
    const kept: string[] = await page.evaluate(async () => {
      const [name] = await caches.keys();
      const requestsKept = await (await caches.open(name ?? '')).keys();
      return requestsKept.map(({ url }) => url);
    });
    const files = new Set([...requests, ...kept].filter((url) => url.startsWith(inject('pageUrl'))).map(fileOf));
    const bytes = [...files].map((file) => gzipSync(readFileSync(join(inject('pageDirectory'), file))).length);
    expect(files.size).toBeGreaterThan(10);
    expect(bytes.reduce((sum, count) => sum + count, 0)).toBeLessThan(1_500_000);
  });
});

const fileOf = (url: string): string =>
  new URL(url).pathname.slice(new URL(inject('pageUrl')).pathname.length) || 'index.html';
