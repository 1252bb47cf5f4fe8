import { registerBank, storage } from './register-bank.ts';

/** Power control of the STM32G0: RM0444, 4.4. Voltage scaling is done at once: SR2.VOSF stays 0. */
export const stm32g0Pwr = registerBank(0x400, [
  storage('CR1', 0x00, 0x208),
  storage('CR2', 0x04),
  storage('CR3', 0x08, 0x8000),
  storage('CR4', 0x0c),
  { name: 'SR1', offset: 0x10, resetValue: 0, writableMask: 0 },
  { name: 'SR2', offset: 0x14, resetValue: 0, writableMask: 0 },
  storage('SCR', 0x18),
]);
