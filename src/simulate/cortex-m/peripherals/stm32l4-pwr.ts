import { type RegisterSpec, registerBank, storage } from './register-bank.ts';

/** Power control of the STM32L4x5/x6: RM0351, 5.4. Voltage scaling is done at once: SR2.VOSF stays 0. */
const registers: readonly RegisterSpec[] = [
  { name: 'CR1', offset: 0x00, resetValue: 0x200 },
  { name: 'CR2', offset: 0x04, resetValue: 0 },
  { name: 'CR3', offset: 0x08, resetValue: 0x8000 },
  { name: 'CR4', offset: 0x0c, resetValue: 0 },
  { name: 'SR1', offset: 0x10, resetValue: 0, writableMask: 0 },
  { name: 'SR2', offset: 0x14, resetValue: 0, writableMask: 0 },
  { name: 'SCR', offset: 0x18, resetValue: 0 },
  // Pull-ups and pull-downs of standby: PUCRx and PDCRx of ports A to I.
  ...Array.from({ length: 18 }, (_, index) => storage(`PxCR${index}`, 0x20 + 4 * index)),
];

export const stm32l4Pwr = registerBank(0x400, registers);

/** The STM32L4+ has CR5, whose R1MODE chooses the boost of range 1: RM0432, 5.4. */
export const stm32l4PlusPwr = registerBank(0x400, [...registers, storage('CR5', 0x80, 0x100)]);
