import { type BrowserContext, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { afterEach, expect, inject } from 'vitest';
import { preflash } from '../../cli/support/preflash.ts';

const open: BrowserContext[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((context) => context.close()));
});

/** What the page opens with: one network, as the file that each part runs. */
export const opening = {
  stm32l475vg: 'models/mnist-dense/w32-float32.tflite',
  atmega4809: 'models/mnist-dense/w32-weights.h',
} as const;

export interface Playground {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in the page that no user sees: uncaught errors, messages of the console, refused requests. */
  readonly troubles: string[];
  /** Addresses of all requests so far. */
  readonly requests: string[];
}

/** A page of its own, with nothing in it of another. */
export async function openPlayground(behind = '', options: BrowserContextOptions = {}): Promise<Playground> {
  const browser = await chromium.connect(inject('browserEndpoint'));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  open.push(context);
  const page = await context.newPage();
  const troubles: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && troubles.push(message.text())));
  context.on('request', (request) => requests.push(request.url()));
  await page.goto(inject('pageUrl') + behind);
  return { page, context, troubles, requests };
}

/** The row of a file on a part. */
export const rowOf = (page: Page, part: string, name = ''): Locator =>
  page.locator(`tr[data-part="${part}"]`, { hasText: name });

const statusOf = (row: Locator): Promise<string | null> => row.getAttribute('data-status').catch(() => null);

/** Waits until a run has ended, in one way or another. */
export async function ended(row: Locator): Promise<string> {
  await expect.poll(() => statusOf(row)).toMatch(/done|failed/);
  return (await row.getAttribute('data-status'))!;
}

/** Waits until a run that had ended, and begins anew, has ended like this. */
export async function becomes(row: Locator, status: 'done' | 'failed'): Promise<void> {
  await expect.poll(() => statusOf(row)).toBe(status);
}

/** Waits until all that the page opens with has been run: from then on nothing moves by itself. */
export async function settled(page: Page): Promise<void> {
  for (const part of Object.keys(opening)) await ended(rowOf(page, part));
}

/** Waits until the page has read a file that runs are given: it is read while the page goes on. */
export const inputTaken = (page: Page, title: string): Promise<void> =>
  page.getByRole('button', { name: `Remove: ${title}`, includeHidden: true }).waitFor({ state: 'attached' });

/** The row of a report that was opened: it is read while the page goes on. */
export const openedReport = (page: Page): Locator => page.locator('tbody tr', { hasText: 'a report that was opened' });

/** Waits until the page needs no network any more: its files are kept, and its requests go past what keeps them. */
export const keptForOffline = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const taken = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    await serviceWorker.ready;
    if (serviceWorker.controller === null) await taken;
  });

/** Types into the first field of this name and leaves it. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).first();
  await field.fill(text);
  await field.blur();
}

/** Drops files on the page, as a user does with a mouse. */
export async function drop(page: Page, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]) {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, base64 } of list) {
        data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      }
      return data;
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  );
  await page.dispatchEvent('.page', 'drop', { dataTransfer: transfer });
}

/** What the command line reports, with the firmware that came with the package: the page has no compiler either. */
export async function cliReport(file: string, device: string, ...options: readonly string[]) {
  process.env.PREFLASH_AVR_GCC = '/nowhere/avr-gcc';
  return JSON.parse((await preflash(['run', file, '--device', device, '--json', ...options])).stdout);
}

/** What a button hands out as a JSON file. */
export async function savedJson(page: Page, button: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** The report that the page hands out. */
export const downloadedReport = (page: Page): Promise<unknown> => savedJson(page, 'Download JSON');

/** A figure of the page as a number: `1,688,363` -> 1688363. */
export const figure = (text: string): number => Number(text.replace(/[^\d.]/g, ''));
