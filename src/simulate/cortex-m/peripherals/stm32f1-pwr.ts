import { registerBank, storage } from './register-bank.ts';

/** Power control of the STM32F103: RM0008, 5.4. */
export const stm32f1Pwr = registerBank(0x400, [
  storage('CR', 0x00),
  { name: 'CSR', offset: 0x04, resetValue: 0, writableMask: 0x100 },
]);
