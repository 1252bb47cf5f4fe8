import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const example = 'firmware/examples/cubemx-digits';
const directory = scratchDirectory();

/** The example as a user runs it: its own start-up code, clock, tick, UART. */
const run = (...options: readonly string[]) =>
  preflash(['run', `${example}/cubemx-digits.elf`, '--device', 'stm32l475vg', ...options]);

describe('firmware that starts up the way a project generator writes it', () => {
  const measure = ['--uart-in', `${example}/seven.bin`, '--region', 'pf_invoke', '--layers-of', 'pf_run_layer'];

  it('runs unmodified: boots to 80 MHz, delays, receives by interrupt, prints by polling', async () => {
    const printed = join(directory, 'printed.txt');
    const ended = await run(...measure, '--uart-out', printed, '--json');
    expect(ended.exitCode).toBe(0);
    const report = JSON.parse(ended.stdout);
    const text = readFileSync(printed, 'utf8');
    expect(report.output.console).toBe(text);

    // The TensorFlow Lite interpreter (ai-edge-litert) sees a 7 in this picture.
    const [, digit, cycles] = /^ready\r\ndigit (\d), (\d+) cycles\r\nready\r\n$/.exec(text) ?? [];
    expect(digit).toBe('7');

    // The firmware reads DWT->CYCCNT before and after the call: a BL, a load and a move more than the function itself.
    const counted = Number(cycles) - report.cycles.total;
    expect(counted).toBeGreaterThan(0);
    expect(counted).toBeLessThan(20);
    // printf takes a buffer of BUFSIZ bytes, which newlib has as 1024, and what is with it.
    expect(report.ram.heapPeakBytes).toBeGreaterThan(1024);
    expect(report.ram.heapPeakBytes).toBeLessThan(2048);
    expect(report.warnings).toEqual([]);
  });

  it('has what one function calls as its layers, named by function and file', async () => {
    const { layers, cycles } = JSON.parse((await run(...measure, '--json')).stdout);
    expect(layers.map(({ op }: { op: string }) => op)).toEqual([
      'invoke (conv_2d_int8.c)',
      'invoke (max_pool_2d_int8.c)',
      'invoke (reshape.c)',
      'invoke (fully_connected_int8.c)',
    ]);
    const sum = layers.reduce((total: number, layer: { cycles: number }) => total + layer.cycles, 0);
    expect(sum).toBeLessThan(cycles.total);
    expect(sum).toBeGreaterThan(0.999 * cycles.total);
  });

  it('that waits for bytes which never come says so', async () => {
    const ended = await run('--region', 'pf_invoke');
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/receive|UART|wait/i);
  });

  // Its picture comes by USART1 (uart.c): where another UART alone is connected it waits for ever.
  it.each([
    ['USART1', 0],
    ['USART2', 3],
  ])('is checked with one UART connected: %s', async (uart, exitCode) => {
    const budget = {
      name: 'digits',
      image: resolve(example, 'cubemx-digits.elf'),
      device: 'stm32l475vg',
      limits: { flash: '100%' },
      ...{ region: 'pf_invoke', uart, uartIn: resolve(example, 'seven.bin'), maxCycles: '20 Mcycles' },
    };
    const config = writeInto(directory, `${uart}.json`, JSON.stringify({ budgets: [budget] }));
    const check = await preflash(['check', '--config', config, '--no-cache']);
    expect(check.exitCode).toBe(exitCode);
  });
});
