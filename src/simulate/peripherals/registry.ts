import { stm32l4Pwr } from './stm32l4-pwr.ts';
import { stm32l4Rcc } from './stm32l4-rcc.ts';
import type { PeripheralModel } from './types.ts';

/** Every peripheral model, by the name that device files use. The flash interface belongs to the core's memory model. */
export const peripheralModels: Readonly<Record<string, PeripheralModel>> = {
  'stm32l4-rcc': stm32l4Rcc,
  'stm32l4-pwr': stm32l4Pwr,
};
