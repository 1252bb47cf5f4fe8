import { nrf52Clock } from './nrf52-clock.ts';
import { nrf52Gpio } from './nrf52-gpio.ts';
import { nrf52840Ficr, nrf52840Uicr } from './nrf52-information.ts';
import { nrf52Timer } from './nrf52-timer.ts';
import { nrf52Uart } from './nrf52-uart.ts';
import { rp2040Clocks } from './rp2040-clocks.ts';
import {
  rp2040IoBank0,
  rp2040IoQspi,
  rp2040PadsBank0,
  rp2040PadsQspi,
  rp2040Sysinfo,
  rp2040Vreg,
} from './rp2040-io.ts';
import { rp2040Sio } from './rp2040-sio.ts';
import { rp2040Pll, rp2040Resets, rp2040Watchdog, rp2040Xosc } from './rp2040-system.ts';
import { rp2040Timer } from './rp2040-timer.ts';
import { rp2040Uart } from './rp2040-uart.ts';
import { stm32Crc, stm32f1Crc } from './stm32-crc.ts';
import { stm32f1Exti, stm32f4Syscfg, stm32g0Exti, stm32g0Syscfg, stm32l4Exti, stm32l4Syscfg } from './stm32-exti.ts';
import { stm32Gpio } from './stm32-gpio.ts';
import { stm32Timer16, stm32Timer32 } from './stm32-timer.ts';
import { stm32UsartV1 } from './stm32-usart-v1.ts';
import { stm32LpuartV2, stm32UsartV2 } from './stm32-usart-v2.ts';
import { stm32f1Afio } from './stm32f1-afio.ts';
import { stm32f1Gpio } from './stm32f1-gpio.ts';
import { stm32f1Pwr } from './stm32f1-pwr.ts';
import { stm32f1Rcc } from './stm32f1-rcc.ts';
import { stm32f4Pwr } from './stm32f4-pwr.ts';
import { stm32f4Rcc } from './stm32f4-rcc.ts';
import { stm32g0Pwr } from './stm32g0-pwr.ts';
import { stm32g0Rcc } from './stm32g0-rcc.ts';
import { stm32l4PlusPwr, stm32l4Pwr } from './stm32l4-pwr.ts';
import { stm32l4PlusRcc, stm32l4Rcc } from './stm32l4-rcc.ts';
import type { PeripheralModel } from './types.ts';

/** Every peripheral model, by the name that device files use. The flash interface belongs to the core's memory model. */
export const peripheralModels: Readonly<Record<string, PeripheralModel>> = {
  'stm32f1-afio': stm32f1Afio,
  'stm32f1-pwr': stm32f1Pwr,
  'stm32f1-rcc': stm32f1Rcc,
  'stm32f4-pwr': stm32f4Pwr,
  'stm32f4-rcc': stm32f4Rcc,
  'stm32g0-pwr': stm32g0Pwr,
  'stm32g0-rcc': stm32g0Rcc,
  'nrf52-clock': nrf52Clock,
  'nrf52-gpio': nrf52Gpio,
  'nrf52-timer': nrf52Timer,
  'nrf52-uart': nrf52Uart,
  'nrf52840-ficr': nrf52840Ficr,
  'nrf52840-uicr': nrf52840Uicr,
  'rp2040-clocks': rp2040Clocks,
  'rp2040-resets': rp2040Resets,
  'rp2040-xosc': rp2040Xosc,
  'rp2040-pll': rp2040Pll,
  'rp2040-watchdog': rp2040Watchdog,
  'rp2040-sio': rp2040Sio,
  'rp2040-io-bank0': rp2040IoBank0,
  'rp2040-io-qspi': rp2040IoQspi,
  'rp2040-pads-bank0': rp2040PadsBank0,
  'rp2040-pads-qspi': rp2040PadsQspi,
  'rp2040-vreg': rp2040Vreg,
  'rp2040-sysinfo': rp2040Sysinfo,
  'rp2040-uart': rp2040Uart,
  'rp2040-timer': rp2040Timer,
  'stm32-crc': stm32Crc,
  'stm32f1-crc': stm32f1Crc,
  'stm32-gpio': stm32Gpio,
  'stm32f1-gpio': stm32f1Gpio,
  'stm32-timer16': stm32Timer16,
  'stm32-timer32': stm32Timer32,
  'stm32-usart-v1': stm32UsartV1,
  'stm32-usart-v2': stm32UsartV2,
  'stm32-lpuart-v2': stm32LpuartV2,
  'stm32f1-exti': stm32f1Exti,
  'stm32f4-syscfg': stm32f4Syscfg,
  'stm32g0-exti': stm32g0Exti,
  'stm32g0-syscfg': stm32g0Syscfg,
  'stm32l4-exti': stm32l4Exti,
  'stm32l4-syscfg': stm32l4Syscfg,
  'stm32l4-rcc': stm32l4Rcc,
  'stm32l4-pwr': stm32l4Pwr,
  'stm32l4plus-pwr': stm32l4PlusPwr,
  'stm32l4plus-rcc': stm32l4PlusRcc,
};
