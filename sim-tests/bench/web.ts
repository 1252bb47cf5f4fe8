// Simulated instructions a second in Chromium beside Node: the same file, part and build, from file to report, in turns.
import { execFileSync } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';
import { serveStatic } from '../web/support/static-server.ts';
import { modelPath, repository } from './web-case.ts';

const rounds = 3;
const runsPerRound = 5;
/** Issue 8: what Chromium reaches of Node's speed, at least. */
const leastRatio = 0.8;

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
    await page.locator('input[type=file]').setInputFiles(modelPath);
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

const node: Series[] = [];
const web: Series[] = [];
let instructions = 0;
const server = await serveStatic(`${repository}dist/web`, '/');
for (let round = 0; round < rounds; round++) {
  const run = inNode();
  instructions = run.instructions;
  node.push(run.series);
  web.push(await inChromium(server.origin));
}
server.close();

const line = (name: string, seconds: number): string =>
  `${name.padEnd(18)}${seconds.toFixed(2).padStart(6)} s${(instructions / seconds / 1e6).toFixed(1).padStart(8)} M instructions a second`;
const coldOf = (series: readonly Series[]): number => median(series.map(({ cold }) => cold));
const warmOf = (series: readonly Series[]): number => median(series.flatMap(({ warm }) => warm));
console.log(`ds-cnn-small float32 on the STM32L475 at -O0, ${(instructions / 1e6).toFixed(1)} M instructions, medians`);
console.log(line('node, first run', coldOf(node)));
console.log(line('chromium, first', coldOf(web)), ` ${(coldOf(node) / coldOf(web)).toFixed(2)}x`);
console.log(line('node, warm', warmOf(node)));
const ratio = warmOf(node) / warmOf(web);
console.log(line('chromium, warm', warmOf(web)), ` ${ratio.toFixed(2)}x`);
process.exitCode = ratio >= leastRatio ? 0 : 1;
