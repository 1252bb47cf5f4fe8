import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { drop, ended, keptForOffline, openPlayground, rowOf } from './support/playground.ts';
import { serveStatic } from './support/static-server.ts';
import { drawnInput, modelPath } from './tflite/drawn-input.ts';
import { withOperatorVersion } from './tflite/operator-version.ts';

/** What LiteRT answered: make-goldens.ts. */
interface Golden {
  readonly model: string;
  readonly digit: number;
  readonly input: string;
  readonly scores: readonly number[];
}

const goldens: readonly Golden[] = JSON.parse(readFileSync(new URL('tflite/goldens.json', import.meta.url), 'utf8'));
const models = [...new Set(goldens.map(({ model }) => model))];

const fileOf = (model: string) => ({
  name: `${model.replace('/', ' ')}.tflite`,
  bytes: readFileSync(modelPath(model)),
});

/** The scores TensorFlow Lite gives in the page for a digit, as they are. */
async function scoresOf(page: Page, digit: number): Promise<number[]> {
  await page.getByLabel('Beside TensorFlow Lite').check();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: `Draw a ${digit}` }).click();
  const column = page.locator('.scores tbody td:nth-child(4)');
  await column.first().waitFor();
  return column.evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('title'))));
}

/** Integers as they are; of the largest score a millionth for what another order of additions rounds away. */
function expectSameScores(answered: readonly number[], { model, scores }: Golden): void {
  const tolerance = model.endsWith('int8') ? 0 : 1e-6 * Math.max(...scores.map(Math.abs));
  const differences = scores.map((score, value) => Math.abs(score - answered[value]!));
  expect(Math.max(...differences), `${model}: ${answered}`).toBeLessThanOrEqual(tolerance);
}

describe('TensorFlow Lite beside the firmware', () => {
  it('answers as LiteRT does, and asks no other host', async () => {
    const { page, troubles, requests } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await drop(page, models.map(fileOf));
    for (const model of models) {
      const row = rowOf(page, 'stm32l475vg', fileOf(model).name);
      expect(await ended(row)).toBe('done');
      await row.getByRole('button').first().click();
      for (const golden of goldens.filter((one) => one.model === model)) {
        expect((await drawnInput(model, golden.digit)).sha256).toBe(golden.input);
        expectSameScores(await scoresOf(page, golden.digit), golden);
      }
    }
    expect(troubles).toEqual([]);
    const { origin } = new URL(inject('pageUrl'));
    expect(requests.filter((url) => !url.replace(/^blob:/, '').startsWith(origin))).toEqual([]);
  });

  it('is loaded when it is asked for, and is there without a network from then on', async () => {
    const { page, context, requests } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await keptForOffline(page);
    const ofTflite = () => requests.filter((url) => /tflite[-_.][^/]*\.?(js|wasm|html)$/.test(url));
    expect(ofTflite()).toEqual([]);
    const answered = await scoresOf(page, 3);
    expect(new Set(ofTflite().map((url) => url.split('.').at(-1)))).toEqual(new Set(['html', 'js', 'wasm']));
    await context.setOffline(true);
    await page.reload();
    await ended(rowOf(page, 'stm32l475vg'));
    expect(await scoresOf(page, 3)).toEqual(answered);
  });

  it('alone may make functions of strings, and no more than the page may it talk to another host', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await scoresOf(page, 3);
    const places = [page, ...page.workers()];
    const made = await Promise.all(places.map((place) => place.evaluate(makeFunction)));
    expect(made).toEqual(['EvalError', ...made.slice(1)]);
    expect(made.filter((outcome) => outcome !== 'EvalError')).toEqual(['made']);
    const other = await serveStatic(inject('pageDirectory'), '/');
    const asked = await Promise.all(places.map((place) => place.evaluate(ask, `${other.origin}/`)));
    expect(asked).toEqual(places.map(() => 'refused'));
    other.close();
  });

  it('says of a model that it refuses what it does not know', async () => {
    const { page, troubles } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    const bytes = withOperatorVersion(readFileSync(modelPath('mnist-cnn/ptq-int8')), 99);
    await drop(page, [{ name: 'newer.tflite', bytes }]);
    expect(await ended(rowOf(page, 'stm32l475vg', 'newer.tflite'))).toBe('done');
    await page.getByLabel('Beside TensorFlow Lite').check();
    await page.getByRole('button', { name: 'Draw a 3' }).click();
    const complaint = page.locator('.answer .complaint');
    await complaint.waitFor();
    expect(await complaint.textContent()).toMatch(
      /^TensorFlow Lite refuses the model: Didn't find op for builtin opcode '\w+' version '99'\. /,
    );
    expect(await page.locator('.said-digit').textContent()).toBe('3');
    expect(troubles).toEqual([]);
  });
});

/** Runs in the page; later than what started it, which a debugger may allow more. */
function makeFunction(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => {
      try {
        resolve(String(new Function('return "made"')()));
      } catch (error) {
        resolve((error as Error).name);
      }
    });
  });
}

/** Runs in the page. */
function ask(url: string): Promise<string> {
  return fetch(url, { mode: 'no-cors' }).then(
    () => 'answered',
    () => 'refused',
  );
}
