// Pictures of the playground for the documentation: `npm run draw:web`. Look at them before they are committed.
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { debianChromium } from '../sim-tests/web/support/chromium.ts';
import { serveStatic } from '../sim-tests/web/support/static-server.ts';

const repository = fileURLToPath(new URL('../', import.meta.url));

interface Picture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  readonly prepare: (page: Page) => Promise<void>;
}

async function lookInside(page: Page): Promise<void> {
  await page.locator('.layers button').nth(1).click();
  await page.locator('.listing').waitFor();
  await page.getByRole('button', { name: 'Follow the calls' }).click();
  await page.locator('.flames').waitFor();
  await page.evaluate(() => document.querySelector('.layers')?.closest('.panel')?.scrollIntoView());
}

async function planMemory(page: Page): Promise<void> {
  await page.getByLabel('Add a sample').selectOption('ds-cnn-small/ptq-int8');
  await page.getByRole('button', { name: 'Remove Digits, dense 32' }).click();
  await page.getByLabel('ATmega4809').uncheck();
  await page.locator('.plan').waitFor();
  await page.locator('.plan-buffer').nth(5).hover();
  await page.evaluate(() => document.querySelector('.plan')?.closest('.panel')?.scrollIntoView());
}

async function drawDigit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw a 8' }).click();
  await page.getByLabel('Beside TensorFlow Lite').check();
  await page.locator('.scores th', { hasText: 'TensorFlow Lite' }).waitFor();
  await page.evaluate(() => document.querySelector('.drawing')?.scrollIntoView());
}

async function setBudget(page: Page): Promise<void> {
  await page.getByLabel('Latency', { exact: true }).fill('20 ms');
  await page.getByLabel('Latency', { exact: true }).blur();
  await page.evaluate(() => scrollTo(0, 0));
}

const pictures: readonly Picture[] = [
  { file: 'playground.png', width: 1280, height: 900, colorScheme: 'light', prepare: setBudget },
  { file: 'playground-inside.png', width: 1280, height: 1560, colorScheme: 'light', prepare: lookInside },
  { file: 'playground-memory.png', width: 1280, height: 560, colorScheme: 'light', prepare: planMemory },
  { file: 'playground-dark.png', width: 1280, height: 640, colorScheme: 'dark', prepare: drawDigit },
  { file: 'playground-phone.png', width: 390, height: 844, colorScheme: 'dark', prepare: async () => {} },
];

const server = await serveStatic(`${repository}dist/web`, '/');
const browser = await chromium.launch(debianChromium);
for (const { file, width, height, colorScheme, prepare } of pictures) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(`${server.origin}/`);
  for (const part of ['stm32l475vg', 'atmega4809']) {
    await page.locator(`tr[data-part=${part}][data-status=done]`).waitFor();
  }
  await prepare(page);
  await page.screenshot({ path: `${repository}docs/${file}` });
  await page.close();
}
await browser.close();
server.close();
