// The page on this machine: how fast it opens, how smooth it stays, and its simulated instructions a second beside Node's:
// the same file, part and build, from file to report, in turns.
import { execFileSync } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';
import { serveStatic } from '../web/support/static-server.ts';
import { modelPath, repository } from './web-case.ts';
import { open, type Smoothness, whileRunning } from './web-opening.ts';

const rounds = 3;
const runsPerRound = 5;
/** Issue 8: what Chromium reaches of Node's speed, at least. */
const leastRatio = 0.8;
/** Issue 8: from the address to the verdict on two parts. */
const mostOpeningSeconds = 2;

/** Of one process or page: the first run, for which everything has to be loaded and compiled, and the others. */
interface Series {
  readonly cold: number;
  readonly warm: readonly number[];
}

const seriesOf = ([cold = Number.NaN, ...warm]: readonly number[]): Series => ({ cold, warm });

function inNode(): { readonly series: Series; readonly instructions: number } {
  const script = new URL('web-node.ts', import.meta.url).pathname;
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, String(runsPerRound)], {
    cwd: repository,
    encoding: 'utf8',
  });
  const { seconds, instructions } = JSON.parse(printed);
  return { series: seriesOf(seconds), instructions };
}

/** What the page itself says each run took, in a browser that has just been started. */
async function inChromium(origin: string): Promise<Series> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/`);
    await page.getByRole('button', { name: /^Remove/ }).click();
    await page.getByLabel('ATmega4809').uncheck();
    await page.getByLabel('Files to run').setInputFiles(modelPath);
    await page.getByLabel('reference').check();
    await page.getByLabel('cmsis-nn').uncheck();
    await page.getByLabel('-O0').check();
    await page.getByLabel('-Os').uncheck();
    await page.getByText('Run options').click();
    const seconds: number[] = [];
    for (let run = 0; run < runsPerRound; run++) seconds.push(await oneRun(page, run));
    return seriesOf(seconds);
  } finally {
    await browser.close();
  }
}

/** Another limit that is not reached makes it another run. */
async function oneRun(page: Page, run: number): Promise<number> {
  await page.getByLabel('Give up after').fill(`${2000 + run} Mcycles`);
  await page.getByLabel('Give up after').blur();
  const row = page.locator('tr[data-part="stm32l475vg"]');
  await row.and(page.locator('[data-status="done"]')).waitFor({ timeout: 120_000 });
  return Number(await page.locator('.provenance data').getAttribute('value'));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const coldOf = (series: readonly Series[]): number => median(series.map(({ cold }) => cold));
const warmOf = (series: readonly Series[]): number => median(series.flatMap(({ warm }) => warm));

/** Prints both sides, first and warm; returns what Chromium reaches of Node's speed when warm. */
async function compareSpeed(origin: string): Promise<number> {
  const node: Series[] = [];
  const web: Series[] = [];
  let instructions = 0;
  for (let round = 0; round < rounds; round++) {
    const run = inNode();
    instructions = run.instructions;
    node.push(run.series);
    web.push(await inChromium(origin));
  }
  const line = (name: string, seconds: number): string =>
    `${name.padEnd(22)}${seconds.toFixed(2).padStart(6)} s${(instructions / seconds / 1e6).toFixed(1).padStart(8)} M instructions a second`;
  console.log(
    `ds-cnn-small float32 on the STM32L475 at -O0, ${(instructions / 1e6).toFixed(1)} M instructions, medians`,
  );
  console.log(line('node, first run', coldOf(node)));
  console.log(line('chromium, first run', coldOf(web)), ` ${(coldOf(node) / coldOf(web)).toFixed(2)}x node`);
  console.log(line('node, warm', warmOf(node)));
  const ratio = warmOf(node) / warmOf(web);
  console.log(line('chromium, warm', warmOf(web)), ` ${ratio.toFixed(2)}x node`);
  return ratio;
}

function printSmoothness(name: string, all: readonly Smoothness[]): void {
  const of = (pick: (one: Smoothness) => number, digits: number): string => median(all.map(pick)).toFixed(digits);
  const frames = `${of((one) => one.framesPerSecond, 0)} frames a second, longest gap ${of((one) => one.longestGapMs, 0)} ms`;
  console.log(`${name.padEnd(22)}${of((one) => one.seconds, 2).padStart(6)} s  ${frames}`);
}

/** Prints how fast the page opens and how smooth it stays; returns the seconds it takes to open. */
async function feel(origin: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const openings: Smoothness[] = [];
  const runs: Smoothness[] = [];
  for (let round = 0; round < 2 * rounds - 1; round++) openings.push(await open(browser, origin));
  for (let round = 0; round < rounds; round++) runs.push(await whileRunning(browser, origin, modelPath));
  await browser.close();
  printSmoothness('opens, two parts done', openings);
  printSmoothness('runs on two parts', runs);
  return median(openings.map(({ seconds }) => seconds));
}

const server = await serveStatic(`${repository}dist/web`, '/');
const openingSeconds = await feel(server.origin);
const ratio = await compareSpeed(server.origin);
server.close();
process.exitCode = ratio >= leastRatio && openingSeconds <= mostOpeningSeconds ? 0 : 1;
