import { describe, expect, it } from 'vitest';
import { cliReport, ended, figure, opening, openPlayground, rowOf, savedJson, settled } from './support/playground.ts';

describe('the instructions of a layer', () => {
  it('take the cycles that the layer takes, function by function', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    const layer = (await cliReport(opening.stm32l475vg, 'stm32l475vg')).layers[1];
    await page.locator('.layers button').nth(1).click();
    await page.locator('.listing').waitFor();
    const own = (await page.locator('.functions tbody td:nth-child(2)').allTextContents()).map(figure);
    expect(own.reduce((sum, cycles) => sum + cycles, 0)).toBe(layer.cycles);
    const lines = (await page.locator('.listing tbody td:nth-child(4)').allTextContents()).map(
      (text) => figure(text) || 0,
    );
    expect(lines.reduce((sum, cycles) => sum + cycles, 0)).toBe(own[0]);
    expect(await page.locator('.hint', { hasText: 'instructions,' }).textContent()).toContain(
      `${layer.instructions.toLocaleString('en-US')} instructions`,
    );
  });
});

interface Profiled {
  readonly name: string;
  readonly calls: number;
  readonly cycles: number;
}

describe('the functions', () => {
  it('are boxes that sum to the profile of the command line; one that is chosen shows its code', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await page.getByRole('button', { name: 'Follow the calls' }).click();
    await page.locator('.flames').waitFor();
    const report = await cliReport(opening.stm32l475vg, 'stm32l475vg', '--top', '1');
    await page.locator('details', { hasText: 'Functions by who called them' }).locator('summary').click();
    const rows = await page.locator('.calls tbody tr').all();
    const boxes = await Promise.all(
      rows.map(async (row) => {
        const [name = '', cycles = '', , calls = ''] = await row.locator('th, td').allTextContents();
        return { name, cycles: figure(cycles), calls: figure(calls) };
      }),
    );
    expect(boxes[0]!.cycles).toBe(report.cycles.total);
    const sumOf = (name: string, of: 'cycles' | 'calls') =>
      boxes.filter((box) => box.name === name).reduce((sum, box) => sum + box[of], 0);
    // Boxes too narrow to be seen are left out: what all of its calls are drawn of must have all of its cycles.
    const whole = (report.profile.functions as Profiled[]).filter(({ name, calls }) => sumOf(name, 'calls') === calls);
    expect(whole.length).toBeGreaterThanOrEqual(5);
    expect(whole.map(({ name }) => sumOf(name, 'cycles'))).toEqual(whole.map(({ cycles }) => cycles));

    await page.locator('.flame', { hasText: 'fully_connected' }).first().click();
    await page.locator('.listing').waitFor();
    const shown = page.locator('.functions tr.selected');
    const name = (await shown.locator('th').textContent())!;
    expect(name).toContain('fully_connected');
    const lines = await page.locator('.listing tbody td:nth-child(4)').allTextContents();
    const { ownCycles } = report.profile.functions.find((each: Profiled) => each.name === name);
    expect(lines.reduce((sum, text) => sum + (figure(text) || 0), 0)).toBe(ownCycles);
  });

  it('are taken along as a profile for speedscope that weighs what the region took', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await page.getByRole('button', { name: 'Follow the calls' }).click();
    const profile = await savedJson(page, 'Download for speedscope');
    const [{ weights }] = profile.profiles;
    const { cycles } = await cliReport(opening.stm32l475vg, 'stm32l475vg');
    expect(weights.reduce((sum: number, weight: number) => sum + weight, 0)).toBe(cycles.total);
  });
});

describe('a digit that is drawn', () => {
  it('is read by the firmware, with the scores of the reference kernels', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'atmega4809'));
    await rowOf(page, 'atmega4809').getByRole('button').first().click();
    for (const digit of ['3', '8']) {
      await page.getByRole('button', { name: `Draw a ${digit}` }).click();
      await expect.poll(() => page.locator('.said-digit').textContent()).toBe(digit);
      expect(await page.locator('.answer .hint').textContent()).toMatch(
        /^Every score is that of the reference kernels/,
      );
    }
  });

  it('is drawn with a mouse', async () => {
    const { page } = await openPlayground();
    await settled(page);
    await rowOf(page, 'stm32l475vg').getByRole('button').first().click();
    await page.locator('.paper').scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await page.locator('.paper').boundingBox())!;
    await page.mouse.move(x + width * 0.5, y + height * 0.2);
    await page.mouse.down();
    for (let step = 0; step <= 10; step++) await page.mouse.move(x + width * 0.5, y + height * (0.2 + 0.06 * step));
    await page.mouse.up();
    await expect.poll(() => page.locator('.said-digit').textContent()).toBe('1');
  });
});

describe('runs side by side', () => {
  it('leave the one that is looked at where it is when others come and go', async () => {
    const { page } = await openPlayground();
    await settled(page);
    await page.getByRole('button', { name: 'Draw a 7' }).click();
    await expect.poll(() => page.locator('.said-digit').textContent()).toBe('7');
    // The table is in the order of the parts from now on: the ATmega4809 comes first.
    await page.getByLabel('nRF52840').check();
    await ended(rowOf(page, 'nrf52840'));
    expect(await page.locator('tr[data-part]').first().getAttribute('data-part')).toBe('atmega4809');
    expect(await page.locator('.detail h2').textContent()).toMatch(/w32-float32\.tflite on STM32L475VG/);
    expect(await page.locator('.said-digit').textContent()).toBe('7');
    // A file that is added is what its user wants to see.
    await page.getByLabel('Add a sample').selectOption('mnist-dense/w8');
    await ended(rowOf(page, 'stm32l475vg', 'Digits, dense 8'));
    await expect.poll(() => page.locator('.detail h2').textContent()).toMatch(/w8-/);
  });

  it('are a row each, and points of a chart', async () => {
    const { page, troubles } = await openPlayground();
    await page.getByLabel('RP2040').check();
    await page.getByLabel('Add a sample').selectOption('ds-cnn-small/ptq-int8');
    for (const part of ['stm32l475vg', 'rp2040']) {
      for (const name of ['dense 32', 'depthwise']) expect(await ended(rowOf(page, part, name))).toBe('done');
    }
    await expect.poll(() => page.locator('.chart path').count()).toBeGreaterThanOrEqual(4);
    expect(troubles).toEqual([]);
  });
});
