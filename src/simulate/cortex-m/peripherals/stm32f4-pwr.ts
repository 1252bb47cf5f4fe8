import { registerBank, storage } from './register-bank.ts';

/** Power control of the STM32F401: RM0368, 5.4. The regulator output is ready at once: CSR.VOSRDY is set. */
export const stm32f4Pwr = registerBank(0x400, [
  storage('CR', 0x00, 0x8000),
  { name: 'CSR', offset: 0x04, resetValue: 0x4000, writableMask: 0x300 },
]);
