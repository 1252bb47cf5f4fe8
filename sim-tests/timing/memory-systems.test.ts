import { describe, expect, test } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { readClocks } from '../../src/simulate/cortex-m/memory-systems/rp2040-ssi.ts';
import { Stopwatch } from './stopwatch.ts';

type Writes = readonly (readonly [address: number, value: number])[];

/** Code that makes the writes and stops at `configured`, then `count` NOPs from `run` to `run_end`, then `more`. */
const program = (writes: Writes, count: number, more = ''): string => `
  .balign 32
configure:
  ${writes.map(([address, value]) => `ldr r0, =${address}\n ldr r1, =${value}\n str r1, [r0]`).join('\n ')}
configured:
  nop
  b .
  .ltorg
  .balign 32
run:
  .rept ${count - 1}
  nop
  .endr
run_end:
  nop
  b .
  ${more}
`;

async function configured(id: string, writes: Writes, count: number, more?: string): Promise<Stopwatch> {
  const stopwatch = await Stopwatch.boot(program(writes, count, more), findDevice(id));
  stopwatch.goTo('configure');
  stopwatch.runTo('configured');
  return stopwatch;
}

/** Cycles of a first and of a second pass over the NOPs. The word behind them is never fetched. */
function twoPasses(stopwatch: Stopwatch): readonly [first: number, second: number] {
  const first = stopwatch.measure('run', 'run_end');
  stopwatch.goTo('configured');
  stopwatch.machine.step();
  return [first, stopwatch.measure('run', 'run_end')];
}

const nops = 16;
const executed = nops - 1;

/** Takes cycles of a load at `load` from the word r0 points to, which `setup` says. */
const loadAt = (setup: string): string => `
  .balign 32
load_setup:
  ${setup}
load:
  ldr r1, [r0]
load_end:
  nop
  b .
  .ltorg
`;

/** Cycles of the load when its code has been executed before. */
function secondLoad(stopwatch: Stopwatch): number {
  stopwatch.goTo('load_setup');
  stopwatch.runTo('load_end');
  stopwatch.goTo('load_setup');
  stopwatch.runTo('load');
  return stopwatch.until('load_end');
}

// RM0368 3.4: 128-bit words, 2 wait states at 84 MHz, 64 instruction lines of one word each. FLASH_ACR at 0x40023C00.
describe('STM32F401', () => {
  const acr = 0x4002_3c00;
  const instructionCache = 1 << 9;

  test('waits two cycles for each 128-bit word once; the second pass comes from the cache', async () => {
    const stopwatch = await configured('stm32f401re', [[acr, 2 | instructionCache]], nops);
    expect(twoPasses(stopwatch)).toEqual([executed + 2 * 2, executed]);
  });

  test.each([
    ['fits the 1 KiB cache', 512, 0],
    ['is one line longer than the cache, and misses every line', 520, 65 * 2],
  ])('code that %s', async (_, count, waits) => {
    const stopwatch = await configured('stm32f401re', [[acr, 2 | instructionCache]], count);
    stopwatch.measure('run', 'run_end');
    expect(stopwatch.measure('run', 'run_end')).toBe(count - 1 + waits);
  });
});

// PM0075 3.1: 64-bit words, 2 wait states at 72 MHz, a prefetch buffer and no cache. PRFTBE is bit 4, PRFTBS bit 5.
describe('STM32F103', () => {
  const acr = 0x4002_2000;
  const prefetch = 1 << 4;

  test('waits two cycles for each 64-bit word, on every pass', async () => {
    expect(twoPasses(await configured('stm32f103c8', [[acr, 2]], nops))).toEqual([executed + 8, executed + 8]);
  });

  test('its prefetch buffer hides the wait of straight code but for the first word', async () => {
    const stopwatch = await configured('stm32f103c8', [[acr, 2 | prefetch]], nops);
    expect(twoPasses(stopwatch)).toEqual([executed + 2, executed + 2]);
  });

  test('shows in PRFTBS whether the buffer is on', async () => {
    const status = 1 << 5;
    const off = await configured('stm32f103c8', [[acr, 2]], nops, loadAt(`ldr r0, =${acr}`));
    off.goTo('load_setup');
    off.runTo('load_end');
    expect(off.machine.register(1) & status).toBe(0);
    const on = await configured('stm32f103c8', [[acr, 2 | prefetch]], nops, loadAt(`ldr r0, =${acr}`));
    on.goTo('load_setup');
    on.runTo('load_end');
    expect(on.machine.register(1) & status).toBe(status);
  });

  test('reads of data wait each time', async () => {
    const stopwatch = await configured('stm32f103c8', [[acr, 2 | prefetch]], nops, loadAt('ldr r0, =0x08000000'));
    stopwatch.goTo('load_setup');
    stopwatch.runTo('load');
    expect(stopwatch.until('load_end')).toBe(2 + 2);
  });
});

// RM0444 3.3.4 and 3.3.5: 64-bit words, 2 wait states at 64 MHz, two cache lines of one word each, none for data.
describe('STM32G0B1', () => {
  const acr = 0x4002_2000;
  const instructionCache = 1 << 9;

  test.each([
    ['two words stay in the cache', 8, 0],
    ['three words drive each other out', 12, 3 * 2],
  ])('%s', async (_, count, waits) => {
    const stopwatch = await configured('stm32g0b1re', [[acr, 2 | instructionCache]], count);
    stopwatch.measure('run', 'run_end');
    expect(stopwatch.measure('run', 'run_end')).toBe(count - 1 + waits);
  });
});

// nRF52840 product specification v1.7, 4.1.1 and 4.3.8: up to 2 wait states without the cache, up to 3 with it.
describe('nRF52840', () => {
  const cacheConfiguration = 0x4001_e540;
  const words = 2;

  test('the cache is off after reset', async () => {
    const without = executed + words * 2;
    expect(twoPasses(await configured('nrf52840', [], nops))).toEqual([without, without]);
  });

  test('ICACHECNF switches it on: a miss costs one more, a hit nothing', async () => {
    const stopwatch = await configured('nrf52840', [[cacheConfiguration, 1]], nops);
    expect(twoPasses(stopwatch)).toEqual([executed + words * 3, executed]);
  });

  test('data are not cached', async () => {
    const stopwatch = await configured('nrf52840', [[cacheConfiguration, 1]], nops, loadAt('ldr r0, =0'));
    expect(secondLoad(stopwatch)).toBe(2 + 2);
  });
});

// RP2040 datasheet 2.6.3 and 4.10.13.
describe('RP2040', () => {
  const ssi = 0x1800_0000;
  const quadContinuous: Writes = [
    [ssi + 0x14, 2],
    [ssi, (2 << 21) | (31 << 16) | (3 << 8)],
    [ssi + 0xf4, (0xa0 << 24) | (8 << 2) | (4 << 11) | 2],
  ];
  const words = nops / 2;

  test('a miss takes 20 SCK in quad mode: 320 ns at 125 MHz with a divider of 2 (Klipper pull request 6464)', () => {
    expect(readClocks((2 << 21) | (31 << 16), (8 << 2) | (4 << 11) | 2, 2)).toBe(20 * 2);
  });

  test('and 64 SCK with the serial command 03h: over 2 us with a divider of 4 (the same source)', () => {
    expect(readClocks(31 << 16, (3 << 24) | (2 << 8) | (6 << 2), 4)).toBe(64 * 4);
  });

  test('each 32-bit word is read once; the second pass comes from the cache', async () => {
    const stopwatch = await configured('rp2040', quadContinuous, nops);
    expect(twoPasses(stopwatch)).toEqual([executed + words * 40, executed]);
  });

  test('with the cache off every word is read each time', async () => {
    const stopwatch = await configured('rp2040', [...quadContinuous, [0x1400_0000, 0]], nops);
    expect(twoPasses(stopwatch)).toEqual([executed + words * 40, executed + words * 40]);
  });

  test('code and data share it: a word that was executed is read without a wait', async () => {
    const stopwatch = await configured('rp2040', quadContinuous, nops, loadAt('ldr r0, =run'));
    stopwatch.measure('run', 'run_end');
    expect(secondLoad(stopwatch)).toBe(2);
  });

  test('two ways: the third word 8 KiB apart drives the first one out', async () => {
    const three = [0, 1, 2].map((way) => `ldr r0, =0x10010000 + ${way * 0x2000}\n ldr r1, [r0]`).join('\n ');
    const stopwatch = await configured('rp2040', quadContinuous, nops, loadAt(`${three}\n ldr r0, =0x10010000`));
    expect(secondLoad(stopwatch)).toBe(2 + 40);
  });
});
