import { type RegisterSpec, readyAtOnce, registerBank, storage } from './register-bank.ts';
import { stm32l4Clocks } from './stm32l4-clocks.ts';
import type { PeripheralModel } from './types.ts';

/* Reset and clock control of the STM32L4x5/x6: RM0351, 6.4, reset values as given there. */
const registers: readonly RegisterSpec[] = [
  {
    name: 'CR',
    offset: 0x00,
    resetValue: 0x63,
    follows: [
      readyAtOnce(0, 1), // MSION -> MSIRDY
      readyAtOnce(8, 10), // HSION -> HSIRDY
      readyAtOnce(16, 17), // HSEON -> HSERDY
      readyAtOnce(24, 25), // PLLON -> PLLRDY
      readyAtOnce(26, 27), // PLLSAI1ON -> PLLSAI1RDY
      readyAtOnce(28, 29), // PLLSAI2ON -> PLLSAI2RDY
    ],
  },
  storage('ICSCR', 0x04, 0x10000000),
  { name: 'CFGR', offset: 0x08, resetValue: 0, follows: [{ from: 0, to: 2, width: 2 }] }, // SW -> SWS
  storage('PLLCFGR', 0x0c, 0x1000),
  storage('PLLSAI1CFGR', 0x10, 0x1000),
  storage('PLLSAI2CFGR', 0x14, 0x1000),
  storage('CIER', 0x18),
  storage('CIFR', 0x1c),
  storage('CICR', 0x20),
  storage('AHB1RSTR', 0x28),
  storage('AHB2RSTR', 0x2c),
  storage('AHB3RSTR', 0x30),
  storage('APB1RSTR1', 0x38),
  storage('APB1RSTR2', 0x3c),
  storage('APB2RSTR', 0x40),
  storage('AHB1ENR', 0x48, 0x100),
  storage('AHB2ENR', 0x4c),
  storage('AHB3ENR', 0x50),
  storage('APB1ENR1', 0x58),
  storage('APB1ENR2', 0x5c),
  storage('APB2ENR', 0x60),
  storage('CCIPR', 0x88),
  { name: 'BDCR', offset: 0x90, resetValue: 0, follows: [readyAtOnce(0, 1)] }, // LSEON -> LSERDY
  { name: 'CSR', offset: 0x94, resetValue: 0x0c000600, follows: [readyAtOnce(0, 1)] }, // LSION -> LSIRDY
];

function withClocks(bank: PeripheralModel): PeripheralModel {
  return {
    ...bank,
    create: (context) => {
      const controller = bank.create(context);
      context.clocks.provide(stm32l4Clocks(controller));
      return controller;
    },
  };
}

export const stm32l4Rcc = withClocks(registerBank(0x400, registers));

/** The STM32L4+ adds the 48 MHz oscillator and a second selection register: RM0432, 6.4. */
export const stm32l4PlusRcc = withClocks(
  registerBank(0x400, [
    ...registers,
    { name: 'CRRCR', offset: 0x98, resetValue: 0, follows: [readyAtOnce(0, 1)] }, // HSI48ON -> HSI48RDY
    storage('CCIPR2', 0x9c),
  ]),
);
