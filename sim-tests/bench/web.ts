// The page on this machine: how fast it opens, how smooth it stays, and its simulated instructions a second beside Node's:
// the same file, part and build, from file to report, in turns.
import { execFileSync } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';
import { linkOf } from '../../web/src/share/page-link.ts';
import { defaultSettings } from '../../web/src/state/settings.ts';
import { debianChromium } from '../web/support/chromium.ts';
import { serveStatic } from '../web/support/static-server.ts';
import { modelPath, repository } from './web-case.ts';
import { open, type Smoothness, whileRunning } from './web-opening.ts';

const openings = 5;
const smoothRuns = 3;
const speedRounds = 5;
const runsPerRound = 4;
/** What a new page does of itself is over by then: its workers have their script. */
const pageSettlesMs = 1500;
/** Issue 8: what Chromium reaches of Node's speed, at least. */
const leastRatio = 0.8;
/** Issue 8: from the address to the verdict on two parts. */
const mostOpeningSeconds = 2;

/** Seconds in one process or page: of the first run, for which firmware and simulator are loaded and compiled, and after. */
interface Series {
  readonly first: number;
  /** The median. */
  readonly warm: number;
}

const seriesOf = ([first = Number.NaN, ...warm]: readonly number[]): Series => ({ first, warm: median(warm) });

/** The page with the settings of `benchOptions` and nothing to run: the file that comes is its first run. */
const emptyPage = linkOf({
  samples: [],
  files: [],
  inputs: {},
  reports: [],
  settings: { ...defaultSettings, deviceIds: ['stm32l475vg'], kernels: ['reference'], opts: ['O0'] },
});

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
  const browser = await chromium.launch(debianChromium);
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/${emptyPage}`);
    await page.waitForTimeout(pageSettlesMs);
    await page.getByText('Run options').click();
    await page.getByLabel('Files to run').setInputFiles(modelPath);
    const seconds = [await secondsOfRun(page)];
    while (seconds.length < runsPerRound) {
      // Another limit that is not reached makes it another run.
      await page.getByLabel('Give up after').fill(`${2000 + seconds.length} Mcycles`);
      await page.getByLabel('Give up after').blur();
      seconds.push(await secondsOfRun(page));
    }
    return seriesOf(seconds);
  } finally {
    await browser.close();
  }
}

async function secondsOfRun(page: Page): Promise<number> {
  const row = page.locator('tr[data-part="stm32l475vg"]');
  await row.and(page.locator('[data-status="done"]')).waitFor({ timeout: 120_000 });
  return Number(await page.locator('.provenance data').getAttribute('value'));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Both sides, one right after the other. */
interface Round {
  readonly node: Series;
  readonly web: Series;
}

/** Prints both sides, first and warm; returns the lesser of what Chromium reaches of Node's speed. */
async function compareSpeed(origin: string): Promise<number> {
  const rounds: Round[] = [];
  let instructions = 0;
  for (let round = 0; round < speedRounds; round++) {
    const { series: node, ...run } = inNode();
    instructions = run.instructions;
    rounds.push({ node, web: await inChromium(origin) });
  }
  console.log(
    `ds-cnn-small float32 on the STM32L475 at -O0, ${(instructions / 1e6).toFixed(1)} M instructions, medians`,
  );
  return Math.min(...(['first', 'warm'] as const).map((which) => printSpeed(which, rounds, instructions)));
}

/** A ratio is of one round: the machine is another one minutes later. Returns the median of them. */
function printSpeed(which: keyof Series, rounds: readonly Round[], instructions: number): number {
  for (const side of ['node', 'web'] as const) {
    const seconds = median(rounds.map((round) => round[side][which]));
    const speed = (instructions / seconds / 1e6).toFixed(1).padStart(8);
    console.log(`${`${side}, ${which}`.padEnd(22)}${seconds.toFixed(2).padStart(6)} s${speed} M instructions a second`);
  }
  const ratios = rounds.map(({ node, web }) => node[which] / web[which]);
  console.log(`  web over node: ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`);
  return median(ratios);
}

function printSmoothness(name: string, all: readonly Smoothness[]): void {
  const of = (pick: (one: Smoothness) => number, digits: number): string => median(all.map(pick)).toFixed(digits);
  const frames = `${of((one) => one.framesPerSecond, 0)} frames a second, longest gap ${of((one) => one.longestGapMs, 0)} ms`;
  console.log(`${name.padEnd(22)}${of((one) => one.seconds, 2).padStart(6)} s  ${frames}`);
}

/** Prints how fast the page opens and how smooth it stays; returns the seconds it takes to open. */
async function feel(origin: string): Promise<number> {
  const browser = await chromium.launch(debianChromium);
  const opened: Smoothness[] = [];
  const ran: Smoothness[] = [];
  for (let round = 0; round < openings; round++) opened.push(await open(browser, origin));
  for (let round = 0; round < smoothRuns; round++) ran.push(await whileRunning(browser, origin, modelPath));
  await browser.close();
  printSmoothness('opens, two parts done', opened);
  printSmoothness('runs on two parts', ran);
  return median(opened.map(({ seconds }) => seconds));
}

const server = await serveStatic(`${repository}dist/web`, '/');
const openingSeconds = await feel(server.origin);
const ratio = await compareSpeed(server.origin);
server.close();
process.exitCode = ratio >= leastRatio && openingSeconds <= mostOpeningSeconds ? 0 : 1;
