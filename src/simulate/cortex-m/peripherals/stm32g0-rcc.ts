import { readyAtOnce, registerBank, storage } from './register-bank.ts';
import { stm32g0Clocks, withClocks } from './stm32-clocks.ts';

/** Reset and clock control of the STM32G0B1: RM0444, 5.4, reset values as given there. */
export const stm32g0Rcc = withClocks(
  registerBank(0x400, [
    {
      name: 'CR',
      offset: 0x00,
      resetValue: 0x500,
      follows: [
        readyAtOnce(8, 10), // HSION -> HSIRDY
        readyAtOnce(16, 17), // HSEON -> HSERDY
        readyAtOnce(22, 23), // HSI48ON -> HSI48RDY
        readyAtOnce(24, 25), // PLLON -> PLLRDY
      ],
    },
    storage('ICSCR', 0x04, 0x4000),
    { name: 'CFGR', offset: 0x08, resetValue: 0, follows: [{ from: 0, to: 3, width: 3 }] }, // SW -> SWS
    storage('PLLCFGR', 0x0c, 0x1000),
    storage('CRRCR', 0x14),
    storage('CIER', 0x18),
    storage('CIFR', 0x1c),
    storage('CICR', 0x20),
    storage('IOPRSTR', 0x24),
    storage('AHBRSTR', 0x28),
    storage('APBRSTR1', 0x2c),
    storage('APBRSTR2', 0x30),
    storage('IOPENR', 0x34),
    storage('AHBENR', 0x38, 0x100),
    storage('APBENR1', 0x3c),
    storage('APBENR2', 0x40),
    storage('CCIPR', 0x54),
    storage('CCIPR2', 0x58),
    { name: 'BDCR', offset: 0x5c, resetValue: 0, follows: [readyAtOnce(0, 1)] }, // LSEON -> LSERDY
    { name: 'CSR', offset: 0x60, resetValue: 0, follows: [readyAtOnce(0, 1)] }, // LSION -> LSIRDY
  ]),
  stm32g0Clocks,
);
