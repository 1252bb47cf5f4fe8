// Simulated instructions a second in Chromium beside Node: the same file, part and build, from file to report.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findDevice, measure } from '../../src/index.ts';
import { nodeFacilities } from '../../src/node/facilities.ts';
import { serveStatic } from '../web/support/static-server.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const model = 'models/mnist-cnn/float32.tflite';
const attempts = 3;
/** Issue 8: what Chromium reaches of Node's speed, at least. */
const leastRatio = 0.8;

const options = {
  file: { name: 'float32.tflite', bytes: new Uint8Array(readFileSync(repository + model)) },
  device: findDevice('stm32l475vg'),
  kernels: 'reference',
  opt: 'O0',
} as const;

async function inNode(): Promise<{ seconds: number; instructions: number }> {
  const start = performance.now();
  const { report } = await measure(options, nodeFacilities);
  return { seconds: (performance.now() - start) / 1000, instructions: report.instructions.total };
}

/** What the page itself says it took, loading its files included. */
async function inChromium(): Promise<number> {
  const server = await serveStatic(`${repository}dist/web`, '/');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/`);
    await page.getByLabel('ATmega4809').uncheck();
    await page.getByLabel('reference').check();
    await page.getByLabel('cmsis-nn').uncheck();
    await page.getByLabel('-O0').check();
    await page.getByLabel('-Os').uncheck();
    await page.locator('input[type=file]').setInputFiles(repository + model);
    await page.locator('.provenance', { hasText: '-O0' }).waitFor({ timeout: 120_000 });
    return Number(/([\d.]+) s in this page/.exec((await page.locator('.provenance').textContent()) ?? '')?.[1]);
  } finally {
    await browser.close();
    server.close();
  }
}

const node: number[] = [];
const web: number[] = [];
let instructions = 0;
for (let attempt = 0; attempt < attempts; attempt++) {
  const run = await inNode();
  instructions = run.instructions;
  node.push(run.seconds);
  web.push(await inChromium());
}
const ratio = Math.min(...node) / Math.min(...web);
const speed = (seconds: number): string => `${(instructions / seconds / 1e6).toFixed(1)} M instructions a second`;
console.log(`node      ${speed(Math.min(...node))}`);
console.log(`chromium  ${speed(Math.min(...web))}  (${ratio.toFixed(2)}x node)`);
process.exitCode = ratio >= leastRatio ? 0 : 1;
