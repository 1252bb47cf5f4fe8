import { registerBank, storage } from './register-bank.ts';

/** Extended interrupts of the STM32L4 and L4+: RM0351 chapter 16. No pin changes, so that no line is ever pending. */
export const stm32l4Exti = registerBank(0x400, [
  storage('IMR1', 0x00, 0xff820000),
  storage('EMR1', 0x04),
  storage('RTSR1', 0x08),
  storage('FTSR1', 0x0c),
  storage('SWIER1', 0x10),
  { name: 'PR1', offset: 0x14, resetValue: 0, writableMask: 0 },
  storage('IMR2', 0x20, 0x87),
  storage('EMR2', 0x24),
  storage('RTSR2', 0x28),
  storage('FTSR2', 0x2c),
  storage('SWIER2', 0x30),
  { name: 'PR2', offset: 0x34, resetValue: 0, writableMask: 0 },
]);

/** System configuration controller of the STM32L4 and L4+: RM0351 chapter 9. */
export const stm32l4Syscfg = registerBank(0x400, [
  storage('MEMRMP', 0x00),
  storage('CFGR1', 0x04, 0x7c000001),
  storage('EXTICR1', 0x08),
  storage('EXTICR2', 0x0c),
  storage('EXTICR3', 0x10),
  storage('EXTICR4', 0x14),
  storage('SCSR', 0x18),
  storage('CFGR2', 0x1c),
  storage('SWPR', 0x20),
  storage('SKR', 0x24),
]);

/** Extended interrupts of the STM32F1 and F4: RM0008 section 10.3, RM0368 section 10.3. */
export const stm32f1Exti = registerBank(0x400, [
  storage('IMR', 0x00),
  storage('EMR', 0x04),
  storage('RTSR', 0x08),
  storage('FTSR', 0x0c),
  storage('SWIER', 0x10),
  { name: 'PR', offset: 0x14, resetValue: 0, writableMask: 0 },
]);

/** System configuration controller of the STM32F4: RM0368 chapter 7. The I/O compensation cell is ready at once. */
export const stm32f4Syscfg = registerBank(0x400, [
  storage('MEMRMP', 0x00),
  storage('PMC', 0x04),
  storage('EXTICR1', 0x08),
  storage('EXTICR2', 0x0c),
  storage('EXTICR3', 0x10),
  storage('EXTICR4', 0x14),
  { name: 'CMPCR', offset: 0x20, resetValue: 0, follows: [{ from: 0, to: 8, width: 1 }] },
]);

/** Extended interrupts of the STM32G0: RM0444 chapter 13. */
export const stm32g0Exti = registerBank(0x400, [
  storage('RTSR1', 0x00),
  storage('FTSR1', 0x04),
  storage('SWIER1', 0x08),
  { name: 'RPR1', offset: 0x0c, resetValue: 0, writableMask: 0 },
  { name: 'FPR1', offset: 0x10, resetValue: 0, writableMask: 0 },
  storage('EXTICR1', 0x60),
  storage('EXTICR2', 0x64),
  storage('EXTICR3', 0x68),
  storage('EXTICR4', 0x6c),
  storage('IMR1', 0x80, 0xfff80000),
  storage('EMR1', 0x84),
]);

/** System configuration controller of the STM32G0: RM0444 chapter 8. */
export const stm32g0Syscfg = registerBank(0x400, [storage('CFGR1', 0x00), storage('CFGR2', 0x18)]);
