import { describe, expect, inject, it } from 'vitest';
import { cliReport, downloadedReport, ended, figure, opening, openPlayground, rowOf } from './support/playground.ts';
import { serveStatic } from './support/static-server.ts';

describe('the page as it opens', () => {
  it('has a bundled model checked on two parts, without a click', async () => {
    const { page } = await openPlayground();
    expect(await ended(rowOf(page, 'stm32l475vg'))).toBe('done');
    expect(await ended(rowOf(page, 'atmega4809'))).toBe('done');
    expect(await page.locator('td .verdict').allTextContents()).toEqual(['FITS', 'FITS']);
  });

  it.each(['stm32l475vg', 'atmega4809'] as const)(
    'shows the figures of the command line, digit for digit: %s',
    async (part) => {
      const { page } = await openPlayground();
      await ended(rowOf(page, part));
      await rowOf(page, part).getByRole('button').first().click();
      const report = await cliReport(opening[part], part);
      expect(await downloadedReport(page)).toEqual(report);
      const totals = await page.locator('.totals b').allTextContents();
      expect(totals.slice(0, 3).map(figure)).toEqual([
        report.flash.totalBytes,
        report.ram.totalBytes,
        report.cycles.total,
      ]);
      const layerCycles = await page.locator('.layers tbody tr td:nth-child(5)').allTextContents();
      expect(layerCycles.map(figure)).toEqual(report.layers.map(({ cycles }: { cycles: number }) => cycles));
      const cyclesPerMac = await page.locator('.layers tbody tr td:nth-child(8)').allTextContents();
      expect(cyclesPerMac[1]).toBe(report.layers[1].cyclesPerMac.toFixed(2));
    },
  );

  it('asks for its own files alone, and may not ask for others', async () => {
    const { page, requests, troubles } = await openPlayground();
    await ended(rowOf(page, 'atmega4809'));
    expect(troubles).toEqual([]);
    const foreign = requests.filter((url) => !url.replace(/^blob:/, '').startsWith(new URL(inject('pageUrl')).origin));
    expect(foreign).toEqual([]);
    // A host that answers whoever asks: without a policy, the page and its workers would get through.
    const other = await serveStatic(inject('pageDirectory'), '/');
    const ask = (url: string) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => 'answered',
        () => 'refused',
      );
    expect(
      await Promise.all([page, ...page.workers()].map((place) => place.evaluate(ask, `${other.origin}/`))),
    ).toEqual([page, ...page.workers()].map(() => 'refused'));
    expect(page.workers().length).toBeGreaterThan(0);
    other.close();
  });
});
