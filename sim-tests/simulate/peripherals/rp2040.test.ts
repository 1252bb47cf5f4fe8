import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { boot2Checksum } from '../../../src/simulate/cortex-m/rp2040-boot.ts';
import { Stopwatch } from '../../timing/stopwatch.ts';

/** Boots code that begins at `go`, and goes to its label `done`. */
async function runToDone(code: string): Promise<Stopwatch> {
  const watch = await Stopwatch.boot(`go:\n${code}\ndone:\n nop\n b .\n .ltorg\n`, findDevice('rp2040'));
  watch.goTo('go');
  watch.runTo('done');
  return watch;
}

const write = (address: number, value: number): string => `ldr r0, =${address}\n ldr r1, =${value}\n str r1, [r0]\n`;
const read = (address: number): string => `ldr r0, =${address}\n ldr r2, [r0]\n`;
const resultOf = async (code: string): Promise<number> => (await runToDone(code)).machine.register(2);

// RP2040 datasheet: 2.1.2 (atomic access), 2.14 (resets), 2.15 (clocks), 2.16 (XOSC), 2.18 (PLL), 2.3.1 (SIO).
describe('what the start-up code of an RP2040 asks for', () => {
  const resets = 0x4000_c000;

  it.each([
    ['plain', 0x0000, 0x0f, 0x0f],
    ['XOR', 0x1000, 0x0f, 0x01ff_fff0],
    ['set', 0x2000, 0x0f, 0x01ff_ffff],
    ['clear', 0x3000, 0x0f, 0x01ff_fff0],
  ])('the %s view of a register that is all ones', async (_, view, value, expected) => {
    expect(await resultOf(`${write(resets + view, value)}${read(resets)}`)).toBe(expected);
  });

  it('a block is done as soon as it is out of reset', async () => {
    expect(await resultOf(`${write(resets + 0x3000, 1 << 12)}${read(resets + 8)}`)).toBe(1 << 12);
  });

  it('the crystal is stable once it is enabled, and the PLL locked', async () => {
    const xosc = 0x4002_4000;
    expect((await resultOf(read(xosc + 4))) >>> 31).toBe(0);
    expect((await resultOf(`${write(xosc, 0xfabaa0)}${read(xosc + 4)}`)) >>> 31).toBe(1);
    expect((await resultOf(read(0x4002_8000))) >>> 31).toBe(1);
  });

  it.each([
    ['the reference clock from the crystal', 0x4000_8030, 2, 1 << 2],
    ['the system clock from its auxiliary source', 0x4000_803c, 1, 1 << 1],
    ['the peripheral clock, which has no multiplexer', 0x4000_8048, 0x800, 1],
  ])('SELECTED shows the source of %s', async (_, control, source, selected) => {
    expect(await resultOf(`${write(control, source)}${read(control + 8)}`)).toBe(selected);
  });

  it.each([
    ['unsigned', 0x60, 1000, 7, 142],
    ['signed', 0x68, -1000, 7, -142],
    ['signed by zero', 0x68, -5, 0, 1],
    ['unsigned by zero', 0x60, 5, 0, -1],
  ])('the divider divides: %s', async (_, operands, dividend, divisor, quotient) => {
    const sio = 0xd000_0000 + operands;
    const code = `${write(sio, dividend >>> 0)}${write(sio + 4, divisor)}${read(0xd000_0070)}`;
    expect((await resultOf(code)) | 0).toBe(quotient);
  });

  it('a spinlock is taken once, until it is given back', async () => {
    const lock = 0xd000_0108;
    expect(await resultOf(read(lock))).toBe(1 << 2);
    expect(await resultOf(read(lock) + read(lock))).toBe(0);
    expect(await resultOf(read(lock) + write(lock, 1) + read(lock))).toBe(1 << 2);
  });
});

describe('time and text on the RP2040', () => {
  it('the timer counts microseconds (4.6)', async () => {
    const watch = await runToDone(`ldr r3, =20000\nspin: subs r3, #1\n bne spin\n${read(0x4005_4028)}`);
    const { cycles } = watch.machine;
    expect(Math.abs(watch.machine.register(2) - cycles / 133)).toBeLessThan(5);
  });

  it('the UART sends a byte in ten bits of 16 divided clocks (4.2.7.1)', async () => {
    const uart = 0x4003_4000;
    // 115200 baud from 133 MHz: 133e6 / (16 * 115200) = 72 + 10/64. LCR_H 0x70: eight bits, FIFO. CR: UARTEN, TXE, RXE.
    const setUp = [write(uart + 0x24, 72), write(uart + 0x28, 10), write(uart + 0x2c, 0x70), write(uart + 0x30, 0x301)];
    const wait = `ldr r0, =${uart + 0x18}\n movs r3, #8\nbusy: ldr r1, [r0]\n tst r1, r3\n bne busy\n`;
    const watch = await runToDone(`${setUp.join('')}begin:\n${write(uart, 0x41)}${wait}`);
    expect(watch.machine.consoleText).toBe('A');
    watch.goTo('begin');
    const frameCycles = 10 * 16 * (72 + 10 / 64);
    expect(Math.abs(watch.until('done') - frameCycles) / frameCycles).toBeLessThan(0.02);
  });
});

describe('the boot ROM of the RP2040', () => {
  it('checks the second stage with CRC-32/MPEG-2: 0376E6E7h for "123456789"', () => {
    // The check value of this CRC in the catalogue of parametrised CRC algorithms (reveng).
    expect(boot2Checksum(new TextEncoder().encode('123456789'))).toBe(0x0376_e6e7);
  });

  it('finds the checksum that our own second stage carries in its last word', () => {
    const source = readFileSync('firmware/boards/rp2040/boot2.S', 'utf8');
    expect(source).toMatch(/\.org 252, 0\n\s+\.word 0x[0-9a-f]{8}\n$/);
  });
});

it('firmware that asks the boot ROM for a function is told how to do without', async () => {
  // 2.8.3: the table of functions is at the halfword at 0x14.
  await expect(resultOf(`movs r0, #0x14\n ldrh r2, [r0]\n`)).rejects.toThrow(
    /uses the boot ROM of the RP2040, whose functions are not modelled.*pico_set_mem_ops_implementation/,
  );
});
