import { describe, expect, test } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { Stopwatch } from './stopwatch.ts';

/*
 * RM0351 section 3.3: a read of the flash array takes the wait states beyond the cycle; words have 64 bits; the
 * instruction cache holds 32 lines of 4 words (1 KiB), the data cache 8 lines. FLASH_ACR: latency in bits 2..0,
 * PRFTEN 8, ICEN 9, DCEN 10.
 */
const instructionCache = 1 << 9;
const dataCache = 1 << 10;
const prefetch = 1 << 8;
const waitStates = 4;

/**
 * `count` NOPs, 32-byte aligned, behind a set-up that writes FLASH_ACR. The last one is the end of the measurement, so
 * that the word behind the code is not fetched in it.
 */
const program = (acr: number, count: number): string => `
  .balign 32
configure:
  ldr r0, =0x40022000
  ldr r1, =${acr}
  str r1, [r0]
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
`;

async function configured(acr: number, count: number): Promise<Stopwatch> {
  const stopwatch = await Stopwatch.boot(program(acr, count), findDevice('stm32l475vg'));
  stopwatch.goTo('configure');
  stopwatch.runTo('configured');
  return stopwatch;
}

const nops = 16;
const words = 4;
const executed = nops - 1;

describe('flash of the STM32L4', () => {
  test('straight code waits for each 64-bit word once; the second pass comes from the cache', async () => {
    const stopwatch = await configured(waitStates | instructionCache | dataCache, nops);
    expect(stopwatch.measure('run', 'run_end')).toBe(executed + words * waitStates);
    expect(stopwatch.measure('run', 'run_end')).toBe(executed);
  });

  test.each([0, 1, 2, 3, 4])('%i wait states cost that many cycles a word with the cache off', async (states) => {
    const stopwatch = await configured(states, nops);
    stopwatch.measure('run', 'run_end');
    stopwatch.goTo('configured');
    stopwatch.machine.step();
    expect(stopwatch.measure('run', 'run_end')).toBe(executed + words * states);
  });

  test('code longer than the 1 KiB cache misses every word on every pass', async () => {
    const many = 512 + 16;
    const stopwatch = await configured(waitStates | instructionCache, many);
    stopwatch.measure('run', 'run_end');
    expect(stopwatch.measure('run', 'run_end')).toBe(many - 1 + (many / 4) * waitStates);
  });

  test('code that just fits the 1 KiB cache stays in it', async () => {
    const many = 512;
    const stopwatch = await configured(waitStates | instructionCache, many);
    stopwatch.measure('run', 'run_end');
    expect(stopwatch.measure('run', 'run_end')).toBe(many - 1);
  });

  test('prefetch reads the next word while this one executes: four NOPs hide four wait states', async () => {
    const stopwatch = await configured(waitStates | prefetch, nops);
    expect(stopwatch.measure('run', 'run_end')).toBe(executed + waitStates);
  });
});
