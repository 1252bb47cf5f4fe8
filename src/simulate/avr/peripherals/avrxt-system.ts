import { atOffsets, bank, readOnly, register, storage } from './register.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';

// The small peripherals of AVRxt that control the machine itself: DS40002173 (megaAVR 0) and DS40002247 (AVR DB),
// chapters of the names given.

const ioSignature = 0xd8;
const selfProgrammingSignature = 0x9d;

/** A register that takes writes only in the four instructions after the key was written to CCP. */
function guarded(context: AvrContext, inner: AvrRegister): AvrRegister {
  const write = (value: number) => {
    if (context.hardware.isProtectionOpen()) inner.write(value);
  };
  return register(inner.name, () => inner.read(), write);
}

/** CPU: configuration change protection; SP, SREG and RAMPZ belong to the core. */
function createCpu(context: AvrContext): Map<number, AvrRegister> {
  const open = (value: number) => {
    if (value === ioSignature || value === selfProgrammingSignature) context.hardware.openProtection();
  };
  return atOffsets(context.base, {
    4: register('CCP', () => (context.hardware.isProtectionOpen() ? 1 : 0), open),
  });
}

function createResetController(context: AvrContext): Map<number, AvrRegister> {
  const cause = storage('RSTFR', 0x01);
  const software = storage('SWRR', 0, 0xff, (value) => {
    if ((value & 1) !== 0) context.refuse('a reset by software');
  });
  return atOffsets(context.base, {
    0: register(
      'RSTFR',
      () => cause.value,
      (value) => {
        cause.value &= ~value;
      },
    ),
    1: guarded(context, software),
  });
}

function createSleepController(context: AvrContext): Map<number, AvrRegister> {
  const ctrlA = storage('CTRLA', 0, 0xff, (value) => {
    context.hardware.sleepEnabled = (value & 1) !== 0;
  });
  return atOffsets(context.base, { 0: ctrlA });
}

/** CTRLA.PERIOD n stands for 8 * 2^(n-1) cycles of the 1.024 kHz oscillator. */
function createWatchdog(context: AvrContext): Map<number, AvrRegister> {
  const ctrlA = storage('CTRLA', 0, 0xff, (value) => {
    const period = value & 0x0f;
    context.hardware.startWatchdog(period === 0 ? undefined : (8 * 2 ** (period - 1)) / 1024);
  });
  return atOffsets(context.base, { 0: guarded(context, ctrlA), 1: readOnly('STATUS', () => 0) });
}

function createInterruptController(context: AvrContext): Map<number, AvrRegister> {
  const { interrupts } = context.hardware;
  const apply = () =>
    interrupts.configure({
      roundRobin: (ctrlA.value & 1) !== 0,
      levelZeroPriority: priority.value,
      levelOneVector: levelOne.value,
    });
  const ctrlA = storage('CTRLA', 0, 0xff, (value) => {
    if ((value & 0x60) !== 0) context.refuse('a compact or relocated vector table');
    apply();
  });
  const priority = storage('LVL0PRI', 0, 0xff, apply);
  const levelOne = storage('LVL1VEC', 0, 0xff, apply);
  return atOffsets(context.base, {
    0: ctrlA,
    1: readOnly('STATUS', () => interrupts.status),
    2: priority,
    3: levelOne,
  });
}

/** Ready at any time; commands would program flash or EEPROM. */
function createNvmController(context: AvrContext): Map<number, AvrRegister> {
  const hasMapSection = context.hardware.flashSections > 1;
  const command = storage('CTRLA', 0, 0xff, (value) => {
    if (value !== 0) context.refuse('programming flash or EEPROM');
  });
  const map = storage('CTRLB', hasMapSection ? 0x30 : 0, 0xff, (value) => {
    if (hasMapSection) context.hardware.selectFlashSection((value >> 4) & 3);
  });
  return atOffsets(context.base, {
    0: command,
    1: hasMapSection ? guarded(context, map) : map,
    2: readOnly('STATUS', () => 0),
    3: storage('INTCTRL'),
    4: storage('INTFLAGS'),
    6: storage('DATAL'),
    7: storage('DATAH'),
    8: storage('ADDRL'),
    9: storage('ADDRH'),
  });
}

function createSignatureRow(context: AvrContext): Map<number, AvrRegister> {
  const serial = new Uint8Array(10);
  const identity = context.hardware.signature.map((byte, index) => [
    context.base + index,
    readOnly(`DEVICEID${index}`, () => byte),
  ]) as [number, AvrRegister][];
  return new Map([...identity, ...bank(context.base + 3, 'SERNUM', serial)]);
}

const plainBytes = (sizeBytes: number, names: Readonly<Record<number, string>>): AvrPeripheralModel => ({
  sizeBytes,
  create: (context) =>
    atOffsets(context.base, Object.fromEntries(Object.entries(names).map(([offset, name]) => [offset, storage(name)]))),
});

const model = (sizeBytes: number, create: AvrPeripheralModel['create']): AvrPeripheralModel => ({ sizeBytes, create });

export const avrxtCpu = model(0x10, createCpu);
export const avrxtRstctrl = model(0x10, createResetController);
export const avrxtSlpctrl = model(0x10, createSleepController);
export const avrxtWdt = model(0x10, createWatchdog);
export const avrxtCpuint = model(0x10, createInterruptController);
export const avrxtNvmctrl = model(0x10, createNvmController);
export const avrxtSigrow = model(0x40, createSignatureRow);
export const avrxtFuse = model(0x10, ({ base, hardware }) => bank(base, 'FUSE', hardware.fuses));
export const avrxtEeprom = model(0x200, ({ base, hardware }) => bank(base, 'EEPROM', hardware.eeprom));
export const avrxtUserrow = model(0x40, ({ base }) => bank(base, 'USERROW', new Uint8Array(32).fill(0xff)));
export const avrxtGpio = plainBytes(4, { 0: 'GPR0', 1: 'GPR1', 2: 'GPR2', 3: 'GPR3' });
export const avrxtSyscfg = model(0x20, ({ base }) => atOffsets(base, { 1: readOnly('REVID', () => 0) }));
/** Which pins a peripheral is wired to changes nothing here. */
export const avrxtPortmux = plainBytes(
  0x10,
  Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index, `ROUTE${index}`])),
);
