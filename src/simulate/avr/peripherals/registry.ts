import { avreClkpr, avreCpu, avreEeprom, avreGpior, avreGpior12, avrePort, avrePrr, avreWdt } from './avre-system.ts';
import { avreTimer0, avreTimer2, avreTimer16 } from './avre-timer.ts';
import { avreUsart } from './avre-usart.ts';
import { avr0Clkctrl, avrDxClkctrl } from './avrxt-clkctrl.ts';
import { avrxtPort, avrxtVport } from './avrxt-port.ts';
import * as xt from './avrxt-system.ts';
import { avrxtTca } from './avrxt-tca.ts';
import { avrxtTcb } from './avrxt-tcb.ts';
import { avrxtUsart } from './avrxt-usart.ts';
import type { AvrPeripheralModel } from './types.ts';

/** A peripheral without a model: it is here so that a message can name it. */
const notModelled = (sizeBytes: number): AvrPeripheralModel => ({ sizeBytes, create: () => new Map() });

/** Every peripheral model, by the name that part files use. */
export const avrPeripheralModels: Readonly<Record<string, AvrPeripheralModel>> = {
  'avrxt-vport': avrxtVport,
  'avrxt-port': avrxtPort,
  'avrxt-portmux': xt.avrxtPortmux,
  'avrxt-gpio': xt.avrxtGpio,
  'avrxt-cpu': xt.avrxtCpu,
  'avrxt-rstctrl': xt.avrxtRstctrl,
  'avrxt-slpctrl': xt.avrxtSlpctrl,
  'avr0-clkctrl': avr0Clkctrl,
  'avrdx-clkctrl': avrDxClkctrl,
  'avrxt-wdt': xt.avrxtWdt,
  'avrxt-cpuint': xt.avrxtCpuint,
  'avrxt-usart': avrxtUsart,
  'avrxt-tca': avrxtTca,
  'avrxt-tcb': avrxtTcb,
  'avrxt-syscfg': xt.avrxtSyscfg,
  'avrxt-nvmctrl': xt.avrxtNvmctrl,
  'avrxt-sigrow': xt.avrxtSigrow,
  'avrxt-fuse': xt.avrxtFuse,
  'avrxt-userrow': xt.avrxtUserrow,
  'avrxt-eeprom': xt.avrxtEeprom,
  'avre-port': avrePort,
  'avre-gpior': avreGpior,
  'avre-gpior12': avreGpior12,
  'avre-eeprom': avreEeprom,
  'avre-cpu': avreCpu,
  'avre-wdt': avreWdt,
  'avre-clkpr': avreClkpr,
  'avre-prr': avrePrr,
  'avre-timer0': avreTimer0,
  'avre-timer2': avreTimer2,
  'avre-timer16': avreTimer16,
  'avre-usart': avreUsart,
  'not-modelled-16': notModelled(16),
  'not-modelled-64': notModelled(64),
};
