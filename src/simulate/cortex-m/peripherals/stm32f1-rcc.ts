import { readyAtOnce, registerBank, storage } from './register-bank.ts';
import { stm32f1Clocks, withClocks } from './stm32-clocks.ts';

/** Reset and clock control of the STM32F103: RM0008, 7.3, reset values as given there. */
export const stm32f1Rcc = withClocks(
  registerBank(0x400, [
    {
      name: 'CR',
      offset: 0x00,
      resetValue: 0x83,
      follows: [
        readyAtOnce(0, 1), // HSION -> HSIRDY
        readyAtOnce(16, 17), // HSEON -> HSERDY
        readyAtOnce(24, 25), // PLLON -> PLLRDY
      ],
    },
    { name: 'CFGR', offset: 0x04, resetValue: 0, follows: [{ from: 0, to: 2, width: 2 }] }, // SW -> SWS
    storage('CIR', 0x08),
    storage('APB2RSTR', 0x0c),
    storage('APB1RSTR', 0x10),
    storage('AHBENR', 0x14, 0x14),
    storage('APB2ENR', 0x18),
    storage('APB1ENR', 0x1c),
    { name: 'BDCR', offset: 0x20, resetValue: 0, follows: [readyAtOnce(0, 1)] }, // LSEON -> LSERDY
    { name: 'CSR', offset: 0x24, resetValue: 0x0c000000, follows: [readyAtOnce(0, 1)] }, // LSION -> LSIRDY
  ]),
  stm32f1Clocks,
);
