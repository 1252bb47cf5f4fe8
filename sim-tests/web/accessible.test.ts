import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPlayground, settled } from './support/playground.ts';

interface Axe {
  run(options: object): Promise<AxeResults>;
}

/** What axe-core (WCAG 2.1 A and AA, best practices) has to say about the page as it is now, by all of its rules or some. */
async function complaints(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = rules === undefined ? {} : { runOnly: rules };
  const { violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: Axe }).axe.run(given),
    options,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

async function openEverything(page: Page): Promise<void> {
  await settled(page);
  await page.getByText('Run options').click();
  await page.getByLabel('Flash', { exact: true }).first().fill('128 KiB');
  await page.getByLabel('Flash', { exact: true }).first().blur();
  await page.getByText('preflash.config.json').first().click();
  await page.locator('.layers button').last().click();
  await page.locator('.listing').waitFor();
  await page.getByRole('button', { name: 'Draw a 7' }).click();
  await page.locator('.said-digit').waitFor();
}

describe('the page for everyone', () => {
  it('has nothing that axe complains about, in light and in dark', async () => {
    const { page } = await openPlayground();
    await openEverything(page);
    expect(await complaints(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await complaints(page, ['color-contrast'])).toEqual([]);
  });

  it('is used with the keyboard alone', async () => {
    const { page } = await openPlayground();
    await settled(page);
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    for (let presses = 0; presses < 200 && (await focused()) !== 'SOFTMAX'; presses++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.listing').waitFor();
    expect(await page.locator('#instructions h3').textContent()).toMatch(/layer 3 \(SOFTMAX\)/);
  });

  it('fits a phone: nothing is wider than the screen', async () => {
    const { page } = await openPlayground('', { viewport: { width: 360, height: 740 } });
    await openEverything(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
