import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { ended, openPlayground, rowOf } from './support/playground.ts';

describe('the page without a network', () => {
  it('opens and measures once it was loaded', async () => {
    const { page, context, troubles } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    expect(await ended(rowOf(page, 'stm32l475vg'))).toBe('done');
    await page.getByRole('button', { name: 'Draw a 7' }).click();
    await expect.poll(() => page.locator('.said-digit').textContent()).toBe('7');
    expect(troubles).toEqual([]);
  });
});

describe('the first load', () => {
  it('takes at most 1.5 MB compressed, with all that is kept for later', async () => {
    const { page, requests } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await ended(rowOf(page, 'atmega4809'));
    await page.evaluate(() => navigator.serviceWorker.ready);
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
