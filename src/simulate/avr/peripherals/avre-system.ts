import { pinLevels } from './avrxt-port.ts';
import { atOffsets, register, storage } from './register.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';

// Pins, EEPROM and the registers that control the machine itself on AVRe+: DS40002061, chapters of the names given.

/** I/O-Ports: pull-ups are outputs of 1 on pins that are inputs; writing 1 to PIN toggles. */
function createPort(context: AvrContext): Map<number, AvrRegister> {
  const port = context.hardware.port(context.name.slice(-1));
  const setOutput = (value: number) => {
    port.output = value;
    port.pullUps = value;
  };
  return atOffsets(context.base, {
    0: register(
      'PIN',
      () => pinLevels(port),
      (value) => setOutput(port.output ^ value),
    ),
    1: register(
      'DDR',
      () => port.direction,
      (value) => {
        port.direction = value;
      },
    ),
    2: register('PORT', () => port.output, setOutput),
  });
}

const eecr = { read: 0x01, program: 0x02, masterProgram: 0x04, readyInterrupt: 0x08 } as const;
/** The core is halted this long after a read is started, and after a write (EEPROM Data Memory). */
const readStallCycles = 4;
const writeStallCycles = 2;
const programmingSeconds = 3.4e-3;

function createEeprom(context: AvrContext): Map<number, AvrRegister> {
  const { eeprom } = context.hardware;
  const data = storage('EEDR');
  const addressLow = storage('EEARL');
  const addressHigh = storage('EEARH', 0, 0x0f);
  const ready = context.interrupt('ready');
  let control = 0;
  const announce = () => ready.set((control & (eecr.readyInterrupt | eecr.program)) === eecr.readyInterrupt);
  const programmed = context.schedule(() => {
    control &= ~eecr.program;
    announce();
  });
  const index = () => (addressHigh.value * 256 + addressLow.value) % eeprom.length;

  const read = () => {
    data.value = eeprom[index()] ?? 0xff;
    context.hardware.stall(readStallCycles);
  };
  const program = () => {
    eeprom[index()] = data.value;
    control |= eecr.program;
    programmed.at(context.now() + Math.round(programmingSeconds * context.hardware.clockHz));
    context.hardware.stall(writeStallCycles);
  };
  const write = (value: number) => {
    const armed = (control & eecr.masterProgram) !== 0;
    const busy = (control & eecr.program) !== 0;
    control = (control & eecr.program) | (value & (eecr.masterProgram | eecr.readyInterrupt));
    if (!busy && (value & eecr.program) !== 0 && armed) program();
    else if (!busy && (value & eecr.read) !== 0) read();
    announce();
  };
  return atOffsets(context.base, { 0: register('EECR', () => control, write), 1: data, 2: addressLow, 3: addressHigh });
}

/** SMCR, MCUSR, MCUCR, SPMCSR, at 0x53, 0x54, 0x55 and 0x57. */
function createCpu(context: AvrContext): Map<number, AvrRegister> {
  const sleep = storage('SMCR', 0, 0x0f, (value) => {
    context.hardware.sleepEnabled = (value & 1) !== 0;
  });
  const control = storage('MCUCR', 0, 0xff, (value) => {
    if ((value & 0x02) !== 0) context.refuse('interrupt vectors in the boot section');
  });
  return atOffsets(context.base, { 0: sleep, 1: storage('MCUSR', 0x01), 2: control, 4: storage('SPMCSR') });
}

/** WDTCSR: the time-out is 2048 << WDP cycles of the 128 kHz oscillator (Watchdog Timer Prescale Select). */
function createWatchdog(context: AvrContext): Map<number, AvrRegister> {
  const resets = 0x08;
  return atOffsets(context.base, {
    0: storage('WDTCSR', 0, 0x7f, (value) => {
      const prescale = (value & 7) | ((value & 0x20) >> 2);
      context.hardware.startWatchdog((value & resets) === 0 ? undefined : (2048 << prescale) / 128_000);
    }),
  });
}

/** CLKPR: a division by 2^CLKPS takes effect within four cycles of CLKPCE being set. */
function createClockPrescaler(context: AvrContext): Map<number, AvrRegister> {
  const changeEnable = 0x80;
  const openCycles = 4;
  let prescale = 0;
  let openUntil = -1;
  const write = (value: number) => {
    if (value === changeEnable) openUntil = context.now() + openCycles;
    else if (context.now() <= openUntil) {
      prescale = value & 0x0f;
      context.hardware.clockHz = context.hardware.highestClockHz / 2 ** prescale;
    }
  };
  return atOffsets(context.base, { 0: register('CLKPR', () => prescale, write) });
}

const plain = (sizeBytes: number, names: Readonly<Record<number, string>>): AvrPeripheralModel => ({
  sizeBytes,
  create: ({ base }) =>
    atOffsets(base, Object.fromEntries(Object.entries(names).map(([offset, name]) => [offset, storage(name)]))),
});

export const avrePort: AvrPeripheralModel = { sizeBytes: 3, create: createPort };
export const avreEeprom: AvrPeripheralModel = { sizeBytes: 4, create: createEeprom };
export const avreCpu: AvrPeripheralModel = { sizeBytes: 5, create: createCpu };
export const avreWdt: AvrPeripheralModel = { sizeBytes: 1, create: createWatchdog };
export const avreClkpr: AvrPeripheralModel = { sizeBytes: 1, create: createClockPrescaler };
export const avreGpior = plain(1, { 0: 'GPIOR0' });
export const avreGpior12 = plain(2, { 0: 'GPIOR1', 1: 'GPIOR2' });
/** Clocks of peripherals are never off here. */
export const avrePrr = plain(2, { 0: 'PRR0', 1: 'PRR1' });
