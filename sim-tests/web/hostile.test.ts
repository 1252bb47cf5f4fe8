import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleElf } from '../cli/support/arm-elf.ts';
import { scratchDirectory } from '../cli/support/scratch.ts';
import { writeElf } from '../image/support/elf-writer.ts';
import { drop, ended, openPlayground, rowOf, type } from './support/playground.ts';

const directory = scratchDirectory();
const firmware = (name: string, body: string) => ({
  name: `${name}.elf`,
  bytes: readFileSync(assembleElf(directory, name, body)),
});

const elf = (name: string, fields: Parameters<typeof writeElf>[0]) => ({
  name: `${name}.elf`,
  bytes: writeElf(fields),
});

/** Counts for ever: nothing but the page can end it. */
const endless = firmware('endless', '1: adds r0, #1\nb 1b');

const wrong: readonly (readonly [file: { name: string; bytes: Uint8Array }, message: RegExp])[] = [
  [firmware('undefined', 'udf #0'), /the instruction is undefined/],
  [firmware('unmapped', 'ldr r0, =0x60000000\nldr r1, [r0]'), /reads 0x60000000, where this part has no memory/],
  [firmware('trapped', '1: b 1b'), /never ends/],
  [firmware('<img src=x onerror=alert(1)>', 'udf #0'), /the instruction is undefined/],
  [elf('big-endian', { byteOrder: 2 }), /big-endian/],
  [elf('other-machine', { machine: 62 }), /x86/],
  [elf('past-the-end', { segments: [{ virtualAddress: 0x0800_0000, fileBytes: 0xffff_fff0 }] }), /runs past the end/],
  [
    elf('four-gigabytes', { segments: [{ virtualAddress: 0x0800_0000, fileBytes: 8, memoryBytes: 0xffff_ffff }] }),
    /runs past the end/,
  ],
];

describe('firmware that goes wrong', () => {
  it('is a readable report, each, and the page goes on', async () => {
    const { page, troubles } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await drop(
      page,
      wrong.map(([file]) => file),
    );
    for (const [{ name }, message] of wrong) {
      const row = rowOf(page, 'stm32l475vg', name);
      expect(await ended(row)).toBe('failed');
      await row.getByRole('button').first().click();
      const [where, what, advice] = await page.locator('.failure dd').allTextContents();
      expect(what).toMatch(message);
      expect(where).not.toBe('');
      expect(advice).not.toBe('');
    }
    await page.getByLabel('Add a sample').selectOption('mnist-dense/w8');
    expect(await ended(rowOf(page, 'stm32l475vg', 'Digits, dense 8'))).toBe('done');
    expect(troubles).toEqual([]);
  });
});

describe('a model that does not fit', () => {
  it('is said not to fit, as one whose figures are too large', async () => {
    const { page } = await openPlayground();
    await page.getByLabel('STM32F103C8').check();
    const row = rowOf(page, 'stm32f103c8');
    expect(await ended(row)).toBe('failed');
    // 64 KiB of flash (DS5319), and 101 KiB of weights.
    expect(await row.textContent()).toMatch(/DOES NOT FIT.*bytes too large/);
  });
});

describe('a run that takes long', () => {
  it('tells its progress, leaves the page alive, and is cancelled', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await page.getByText('Run options').click();
    // Nothing but the button ends it, however long the test takes.
    await type(page, 'Give up after', '100000 Gcycles');
    await type(page, 'Time limit (s)', '10000');
    await drop(page, [endless]);
    const row = rowOf(page, 'stm32l475vg', endless.name);
    await expect.poll(() => row.textContent()).toMatch(/simulating endless.elf: \d.* [kMG]cycles/);
    await page.evaluate(tenFrames);
    expect(await row.getAttribute('data-status')).toBe('running');
    await row.getByRole('button', { name: 'Cancel' }).click();
    expect(await ended(row)).toBe('failed');
    expect(await row.textContent()).toMatch(/STOPPED.*cancelled/);
  });

  it('is ended at the time limit of the page', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await page.getByText('Run options').click();
    await type(page, 'Give up after', '100000 Gcycles');
    await type(page, 'Time limit (s)', '1');
    await drop(page, [endless]);
    const row = rowOf(page, 'stm32l475vg', endless.name);
    expect(await ended(row)).toBe('failed');
    expect(await row.textContent()).toMatch(/ended after 1 s, the time limit/);
  });

  it('is given up after the cycles that are typed', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    await page.getByText('Run options').click();
    await type(page, 'Give up after', '1 Mcycles');
    await drop(page, [endless]);
    const row = rowOf(page, 'stm32l475vg', endless.name);
    expect(await ended(row)).toBe('failed');
    expect(await row.textContent()).toMatch(/still running after 1\d{6} cycles/);
  });
});

/** Runs in the page: how many there are a second is for `npm run bench:web` to say. */
function tenFrames(): Promise<void> {
  return new Promise((resolve) => {
    let frames = 0;
    const count = (): void => {
      if (++frames === 10) resolve();
      else requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
}
