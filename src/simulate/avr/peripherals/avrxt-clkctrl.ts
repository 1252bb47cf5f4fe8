import { atOffsets, readOnly, register, storage } from './register.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';

const slowHz = 32_768;
/** MCLKCTRLB.PDIV: DS40002173, CLKCTRL; the same on AVR Dx. */
const dividers: Readonly<Record<number, number>> = {
  ...{ 0: 2, 1: 4, 2: 8, 3: 16, 4: 32, 5: 64 },
  ...{ 8: 6, 9: 10, 10: 12, 11: 24, 12: 48 },
};
/** OSCHFCTRLA.FREQSEL in MHz: DS40002247, CLKCTRL. */
const highFrequencies: Readonly<Record<number, number>> = { 0: 1, 1: 2, 2: 3, 3: 4, 5: 8, 6: 12, 7: 16, 8: 20, 9: 24 };

const divider = (ctrlB: number): number => ((ctrlB & 1) === 0 ? 1 : (dividers[(ctrlB >> 1) & 0x0f] ?? 1));

/** A register under configuration change protection. */
function protectedStorage(context: AvrContext, name: string, resetValue: number, changed: () => void) {
  const inner = storage(name, resetValue, 0xff, changed);
  const write = (value: number) => {
    if (context.hardware.isProtectionOpen()) inner.write(value);
  };
  return { inner, outer: register(name, () => inner.value, write) };
}

/** 16/20 MHz oscillator, main clock from it or 32.768 kHz: DS40002173, CLKCTRL. */
function createMega0(context: AvrContext): Map<number, AvrRegister> {
  const apply = () => {
    const source = ctrlA.inner.value & 3;
    const sourceHz = source === 1 || source === 2 ? slowHz : context.hardware.highestClockHz;
    context.hardware.clockHz = sourceHz / divider(ctrlB.inner.value);
  };
  const ctrlA = protectedStorage(context, 'MCLKCTRLA', 0, apply);
  const ctrlB = protectedStorage(context, 'MCLKCTRLB', 0x11, apply);
  apply();
  return atOffsets(context.base, {
    0: ctrlA.outer,
    1: ctrlB.outer,
    2: protectedStorage(context, 'MCLKLOCK', 0, () => {}).outer,
    // Oscillators are stable as soon as they are switched on.
    3: readOnly('MCLKSTATUS', () => 0x70),
    16: protectedStorage(context, 'OSC20MCTRLA', 0, () => {}).outer,
    17: protectedStorage(context, 'OSC20MCALIBA', 0, () => {}).outer,
    18: protectedStorage(context, 'OSC20MCALIBB', 0, () => {}).outer,
    24: protectedStorage(context, 'OSC32KCTRLA', 0, () => {}).outer,
    28: protectedStorage(context, 'XOSC32KCTRLA', 0, () => {}).outer,
  });
}

/** Internal high-frequency oscillator of 1 to 24 MHz: DS40002247, CLKCTRL. */
function createDx(context: AvrContext): Map<number, AvrRegister> {
  const apply = () => {
    const source = ctrlA.inner.value & 7;
    const highHz = (highFrequencies[(high.inner.value >> 2) & 0x0f] ?? 4) * 1e6;
    const sourceHz = source === 0 ? highHz : source === 3 ? context.hardware.highestClockHz : slowHz;
    context.hardware.clockHz = sourceHz / divider(ctrlB.inner.value);
  };
  const ctrlA = protectedStorage(context, 'MCLKCTRLA', 0, apply);
  const ctrlB = protectedStorage(context, 'MCLKCTRLB', 0, apply);
  const high = protectedStorage(context, 'OSCHFCTRLA', 0x0c, apply);
  apply();
  return atOffsets(context.base, {
    0: ctrlA.outer,
    1: ctrlB.outer,
    2: protectedStorage(context, 'MCLKCTRLC', 0, () => {}).outer,
    3: storage('MCLKINTCTRL'),
    4: storage('MCLKINTFLAGS'),
    5: readOnly('MCLKSTATUS', () => 0x3e),
    8: high.outer,
    9: storage('OSCHFTUNE'),
    16: protectedStorage(context, 'PLLCTRLA', 0, () => {}).outer,
    24: protectedStorage(context, 'OSC32KCTRLA', 0, () => {}).outer,
    28: protectedStorage(context, 'XOSC32KCTRLA', 0, () => {}).outer,
    32: protectedStorage(context, 'XOSCHFCTRLA', 0, () => {}).outer,
  });
}

export const avr0Clkctrl: AvrPeripheralModel = { sizeBytes: 0x20, create: createMega0 };
export const avrDxClkctrl: AvrPeripheralModel = { sizeBytes: 0x30, create: createDx };
