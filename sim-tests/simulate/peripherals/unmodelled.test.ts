import { expect, test } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { assemble } from '../../timing/assemble.ts';
import { boot, runToEnd } from './bench-part.ts';

/* I2C1 of the STM32L475 is at 0x40005400 (RM0351, table 1) and has no model here. */

test('a write to a peripheral without a model is listed once, with who wrote it', async () => {
  const machine = await boot(`
    .type start, %function
    ldr r0, =0x40005400
    movs r1, #1
    str r1, [r0]
    str r1, [r0]
    str r1, [r0, #4]
    b .
    .ltorg
    .size start, . - start
  `);
  runToEnd(machine);
  expect(machine.warnings).toEqual([
    expect.objectContaining({
      code: 'unmodelled-register-write',
      message: expect.stringMatching(/^start writes.*0x40005400/),
    }),
    expect.objectContaining({
      code: 'unmodelled-register-write',
      message: expect.stringMatching(/^start writes.*0x40005404/),
    }),
  ]);
});

test('reading it stops the run, and so does a mode that a modelled peripheral does not have', async () => {
  const reads = async (address: string) => boot(`ldr r0, =${address}\n ldr r1, [r0]\n b .\n .ltorg`);
  const i2c = await reads('0x40005400');
  expect(() => i2c.runFor(1000)).toThrow(/uses the peripheral register 0x40005400, which is not modelled/);
  // DMAT, bit 7 of USART_CR3 (RM0351, 40.8.3), asks for a DMA controller.
  const dma = await boot(`ldr r0, =0x40013808\n movs r1, #0x80\n str r1, [r0]\n b .\n .ltorg`);
  expect(() => dma.runFor(1000)).toThrow(/uses the peripheral register USART1 \+ 0x08 \(0x40013808\), which is not/);
});

test('the clock is the one the firmware has set up: MSI at 4 MHz after reset, HSI at 16 MHz', async () => {
  const clockOf = async (code: string) => {
    const image = await assemble(`.syntax unified\n.thumb\n.global start\n.word 0x20008000, start + 1\n.thumb_func
start:\n${code}\n movs r0, #0x18\n ldr r1, =0x20026\n bkpt 0xab\n .ltorg`);
    const options = { maxCycles: 100_000 };
    const part = findDevice('stm32l475vg');
    return (await simulate(await loadSimulatorModule('cortex-m'), image, part, options)).clockHz;
  };
  // RM0351, 6.4.1: MSIRANGE is 4 MHz after reset.
  expect(await clockOf('')).toBe(4_000_000);
  // RM0351, 6.4.1 and 6.4.3: HSION is bit 8 of CR, HSIRDY bit 10; SW = 01 is HSI16.
  const toHsi = `
    ldr r0, =0x40021000
    movs r1, #1
    lsls r1, r1, #8
    str r1, [r0]
  1: ldr r2, [r0]
    lsls r2, r2, #21
    bpl 1b
    movs r1, #1
    str r1, [r0, #8]
  `;
  expect(await clockOf(toHsi)).toBe(16_000_000);
});

test('a call of the region has the clock and the wait states that it ran with, not those it is followed by', async () => {
  // RM0351, 6.4.1: MSIRGSEL is bit 3 of RCC_CR, MSIRANGE bits 7:4, 8 is 16 MHz and 5 is 2 MHz; 3.7.1: LATENCY of FLASH_ACR.
  const image = await assemble(`.syntax unified\n.thumb\n.global start\n.word 0x20008000, start + 1
    .thumb_func\n.type start, %function\nstart:\n ldr r0, =0x40021000\n ldr r2, =0x40022000
    movs r1, #1\n str r1, [r2]\n movs r1, #0x89\n str r1, [r0]
    bl work
    movs r1, #0x59\n str r1, [r0]\n movs r1, #0\n str r1, [r2]
    movs r0, #0x18\n ldr r1, =0x20026\n bkpt 0xab\n .ltorg\n .size start, . - start
    .thumb_func\n.type work, %function\nwork:\n nop\n bx lr\n.size work, . - work`);
  const module = await loadSimulatorModule('cortex-m');
  const run = (region?: string) =>
    simulate(module, image, findDevice('stm32l475vg'), { maxCycles: 100_000, ...(region && { region }) });
  expect(await run('work')).toMatchObject({ clockHz: 16e6, flashSettings: { waitStates: 1 } });
  expect(await run()).toMatchObject({ clockHz: 2e6, flashSettings: { waitStates: 0 } });
});
