import { registerBank, storage } from './register-bank.ts';

/** Alternate-function mapping of the STM32F103: RM0008, 9.4. Which pin a signal is on changes nothing here. */
export const stm32f1Afio = registerBank(0x400, [
  storage('EVCR', 0x00),
  storage('MAPR', 0x04),
  storage('EXTICR1', 0x08),
  storage('EXTICR2', 0x0c),
  storage('EXTICR3', 0x10),
  storage('EXTICR4', 0x14),
  storage('MAPR2', 0x1c),
]);
