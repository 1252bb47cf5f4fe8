import { readyAtOnce, registerBank, storage } from './register-bank.ts';
import { stm32f4Clocks, withClocks } from './stm32-clocks.ts';

/** Reset and clock control of the STM32F401: RM0368, 6.3, reset values as given there. */
export const stm32f4Rcc = withClocks(
  registerBank(0x400, [
    {
      name: 'CR',
      offset: 0x00,
      resetValue: 0x83,
      follows: [
        readyAtOnce(0, 1), // HSION -> HSIRDY
        readyAtOnce(16, 17), // HSEON -> HSERDY
        readyAtOnce(24, 25), // PLLON -> PLLRDY
        readyAtOnce(26, 27), // PLLI2SON -> PLLI2SRDY
      ],
    },
    storage('PLLCFGR', 0x04, 0x24003010),
    { name: 'CFGR', offset: 0x08, resetValue: 0, follows: [{ from: 0, to: 2, width: 2 }] }, // SW -> SWS
    storage('CIR', 0x0c),
    storage('AHB1RSTR', 0x10),
    storage('AHB2RSTR', 0x14),
    storage('APB1RSTR', 0x20),
    storage('APB2RSTR', 0x24),
    storage('AHB1ENR', 0x30),
    storage('AHB2ENR', 0x34),
    storage('APB1ENR', 0x40),
    storage('APB2ENR', 0x44),
    storage('AHB1LPENR', 0x50, 0x0061900f),
    storage('AHB2LPENR', 0x54, 0x80),
    storage('APB1LPENR', 0x60, 0x10e2c80f),
    storage('APB2LPENR', 0x64, 0x00077930),
    { name: 'BDCR', offset: 0x70, resetValue: 0, follows: [readyAtOnce(0, 1)] }, // LSEON -> LSERDY
    { name: 'CSR', offset: 0x74, resetValue: 0x0e000000, follows: [readyAtOnce(0, 1)] }, // LSION -> LSIRDY
    storage('SSCGR', 0x80),
    storage('PLLI2SCFGR', 0x84, 0x24003000),
    storage('DCKCFGR', 0x8c),
  ]),
  stm32f4Clocks,
);
