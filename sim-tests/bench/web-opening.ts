import type { Browser, Page } from 'playwright-core';

/** How the page felt between two moments. */
export interface Smoothness {
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** The longest time without a frame. */
  readonly longestGapMs: number;
}

interface FrameWindow {
  preflashFrames: number[];
}

/** Runs in the page before anything of its own and keeps the time of every frame; as text, for tsx adds helpers to code. */
const keepFrames = `
  globalThis.preflashFrames = [];
  requestAnimationFrame(function keep(time) {
    preflashFrames.push(time);
    requestAnimationFrame(keep);
  });
`;

/** What has been drawn since the page was asked for, or since `fromMs` of its clock. */
async function smoothness(page: Page, fromMs: number): Promise<Smoothness> {
  const [times, now] = await page.evaluate(
    () => [(globalThis as unknown as FrameWindow).preflashFrames, performance.now()] as const,
  );
  const own = times.filter((time) => time >= fromMs);
  const gaps = own.slice(1).map((time, at) => time - own[at]!);
  const seconds = (now - fromMs) / 1000;
  const drawn = ((own.at(-1) ?? fromMs) - (own[0] ?? fromMs)) / 1000;
  return { seconds, framesPerSecond: gaps.length / drawn, longestGapMs: Math.max(...gaps) };
}

const done = (page: Page, part: string) => page.locator(`tr[data-part="${part}"][data-status="done"]`).first();

/** A new window of Chromium loads pages of its own (of its address bar) beside whatever is opened in it first. */
const windowSettlesMs = 2500;

/**
 * Opens the page in a window that is there, with nothing of it kept by the browser, until the sample is checked on both
 * parts.
 */
export async function open(browser: Browser, origin: string): Promise<Smoothness> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript({ content: keepFrames });
  await page.waitForTimeout(windowSettlesMs);
  await page.goto(`${origin}/`, { waitUntil: 'commit' });
  await done(page, 'stm32l475vg').waitFor();
  await done(page, 'atmega4809').waitFor();
  const result = await smoothness(page, 0);
  await context.close();
  return result;
}

/** How smooth the page is while a file is run on two parts. */
export async function whileRunning(browser: Browser, origin: string, file: string): Promise<Smoothness> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript({ content: keepFrames });
  await page.goto(`${origin}/`);
  await done(page, 'atmega4809').waitFor();
  await page.getByLabel('ATmega4809').uncheck();
  await page.getByLabel('nRF52840').check();
  const startMs = await page.evaluate(() => performance.now());
  await page.getByLabel('Files to run').setInputFiles(file);
  const name = file.split('/').at(-1)!;
  for (const part of ['stm32l475vg', 'nrf52840']) await done(page, part).filter({ hasText: name }).waitFor();
  const result = await smoothness(page, startMs);
  await context.close();
  return result;
}
