import { expect, test } from 'vitest';
import { stm32l4Clocks } from '../../../src/simulate/cortex-m/peripherals/stm32l4-clocks.ts';
import { boot, runToEnd } from './bench-part.ts';

test('BSRR sets and clears, set first; an output pin reads what it drives (RM0351 section 8.4.7)', async () => {
  const machine = await boot(`
    ldr r0, =0x48000400
    ldr r1, =0x55555555
    str r1, [r0]
    ldr r1, =0x000300f0
    str r1, [r0, #0x18]
    ldr r4, [r0, #0x10]
    movs r1, #0x10
    str r1, [r0, #0x28]
    ldr r5, [r0, #0x14]
    b .
    .ltorg`);
  runToEnd(machine);
  expect(machine.register(4)).toBe(0xf0);
  expect(machine.register(5)).toBe(0xe0);
});

test('a byte written to half of a register leaves the rest of it', async () => {
  const machine = await boot(`
    ldr r0, =0x48000400
    ldr r1, =0x1234
    str r1, [r0, #0x14]
    movs r1, #0xff
    strb r1, [r0, #0x14]
    ldr r4, [r0, #0x14]
    b .
    .ltorg`);
  runToEnd(machine);
  expect(machine.register(4)).toBe(0x12ff);
});

test('a register that nobody models stops the run', async () => {
  const machine = await boot('ldr r0, =0x40005400\n ldr r1, [r0]\n b .\n .ltorg');
  expect(() => machine.runFor(1000)).toThrow(/0x40005400.*not modelled/);
});

/** RCC registers by offset: CR, CFGR, PLLCFGR, CCIPR, CSR. */
const clocksOf = (registers: Readonly<Record<number, number>>) =>
  stm32l4Clocks({ read: (offset) => registers[offset] ?? 0 });

test.each([
  ['after reset: MSI at 4 MHz', { 0: 0x63, 148: 0x0600 }, 4e6],
  ['HSI16', { 0: 0x63, 8: 0x05 }, 16e6],
  ['MSI range 11 chosen in CR', { 0: 0xb9 }, 48e6],
  // PLL: 16 MHz / 1 * 10 / 2.
  ['PLL from HSI at 80 MHz', { 8: 0x0f, 12: 0x01000a02 }, 80e6],
  // The same with HPRE 1000: by two.
  ['PLL at 80 MHz, AHB by two', { 8: 0x8f, 12: 0x01000a02 }, 40e6],
])('clock of the core: %s (RM0351 section 6.4)', (_, registers, coreHz) => {
  expect(clocksOf(registers).coreHz()).toBe(coreHz);
});

test('a timer on a divided bus runs at twice the clock of the bus; a UART may take HSI16 instead', () => {
  // PPRE1 100: by two. CCIPR: USART2 from HSI16 (10).
  const clocks = clocksOf({ 8: 0x40f, 12: 0x01000a02, 136: 0b1000 });
  expect(clocks.peripheralHz('TIM2')).toBe(80e6);
  expect(clocks.peripheralHz('USART3')).toBe(40e6);
  expect(clocks.peripheralHz('USART2')).toBe(16e6);
  expect(clocks.peripheralHz('USART1')).toBe(80e6);
});
