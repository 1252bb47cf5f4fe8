import { describe, expect, it } from 'vitest';
import { downloadedReport, ended, figure, openPlayground, rowOf } from './support/playground.ts';

interface Plan {
  readonly totalBytes: number;
  readonly peakBytes: number;
  readonly buffers: readonly { readonly offsetBytes: number; readonly bytes: number; readonly name: string }[];
}

/** Runs in the page: where the rectangles are in their frame, all of them at one moment. */
function placesInPlan(frame: HTMLElement | SVGElement) {
  const { bottom, height: heightPx } = frame.getBoundingClientRect();
  const boxes = [...frame.querySelectorAll('.plan-buffer')].map((box) => {
    const place = box.getBoundingClientRect();
    return { bottomPx: bottom - place.bottom, heightPx: place.height };
  });
  return { heightPx, boxes };
}

describe('the memory plan', () => {
  it.each(['stm32l475vg', 'atmega4809'] as const)('is drawn and listed as the report has it: %s', async (part) => {
    const { page, troubles } = await openPlayground();
    await ended(rowOf(page, part));
    await rowOf(page, part).getByRole('button').first().click();
    const panel = page.locator('section[aria-labelledby="memory-plan"]');
    const { memoryPlan: plan } = (await downloadedReport(page)) as { readonly memoryPlan: Plan };
    expect(await panel.locator('.hint').textContent()).toContain(`${plan.peakBytes.toLocaleString('en-US')} B`);
    await panel.getByText('The same as a table').click();
    const column = async (index: number) =>
      (await panel.locator(`tbody td:nth-child(${index})`).allTextContents()).map(figure);
    expect(await column(3)).toEqual(plan.buffers.map(({ offsetBytes }) => offsetBytes));
    expect(await column(4)).toEqual(plan.buffers.map(({ bytes }) => bytes));
    // A rectangle is as high as its bytes are of all.
    const { heightPx, boxes } = await panel.locator('.plan').evaluate(placesInPlan);
    expect(boxes).toHaveLength(plan.buffers.length);
    for (const [index, { offsetBytes, bytes }] of plan.buffers.entries()) {
      const { bottomPx, heightPx: boxPx } = boxes[index]!;
      expect(Math.abs(bottomPx - (offsetBytes / plan.totalBytes) * heightPx)).toBeLessThan(2.5);
      expect(Math.abs(boxPx - (bytes / plan.totalBytes) * heightPx)).toBeLessThan(3.5);
    }
    expect(troubles).toEqual([]);
  });

  it('is read with the arrow keys: name, bytes, place and time of each buffer', async () => {
    const { page } = await openPlayground();
    await ended(rowOf(page, 'stm32l475vg'));
    const panel = page.locator('section[aria-labelledby="memory-plan"]');
    const { memoryPlan: plan } = (await downloadedReport(page)) as { readonly memoryPlan: Plan };
    await panel.locator('.plan-buffer').first().focus();
    for (const { name, bytes, offsetBytes } of plan.buffers) {
      const said = await panel.locator('.plan-shown').textContent();
      expect(said).toContain(name.split(';')[0]);
      expect(said).toContain(`${bytes.toLocaleString('en-US')} B at ${offsetBytes.toLocaleString('en-US')}`);
      await page.keyboard.press('ArrowRight');
    }
  });
});
