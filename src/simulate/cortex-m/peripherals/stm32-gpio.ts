import { createBank, storage } from './register-bank.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/*
 * General-purpose I/O of the STM32F4, L4, L4+ and G0: RM0351 chapter 8. Nothing is connected to the pins: an input reads
 * its pull-up, an output what it drives.
 */

const offset = { mode: 0x00, pull: 0x0c, input: 0x10, output: 0x14, setReset: 0x18, reset: 0x28 } as const;
const pinCount = 16;

/** Reset value of MODER: every pin analog but the debug port's, which are alternate functions (RM0351 section 8.4.1). */
const resetModes: Readonly<Record<string, number>> = { GPIOA: 0xabffffff, GPIOB: 0xfffffebf };

const field = (register: number, pin: number): number => (register >>> (2 * pin)) & 3;

/** What each pin reads: an output its level, any other pin its pull-up. */
function levels(modes: number, pulls: number, output: number): number {
  let word = 0;
  for (let pin = 0; pin < pinCount; pin++) {
    const isOutput = field(modes, pin) === 1;
    const level = isOutput ? (output >>> pin) & 1 : field(pulls, pin) === 1 ? 1 : 0;
    word |= level << pin;
  }
  return word;
}

function create({ name }: PeripheralContext): Peripheral {
  const bank = createBank([
    storage('MODER', offset.mode, resetModes[name] ?? 0xffffffff),
    storage('OTYPER', 0x04),
    storage('OSPEEDR', 0x08, name === 'GPIOA' ? 0x0c000000 : 0),
    storage('PUPDR', offset.pull, name === 'GPIOA' ? 0x64000000 : name === 'GPIOB' ? 0x100 : 0),
    storage('ODR', offset.output),
    storage('LCKR', 0x1c),
    storage('AFRL', 0x20),
    storage('AFRH', 0x24),
    storage('ASCR', 0x2c),
  ]);
  const drive = (set: number, clear: number, access: Parameters<Peripheral['write']>[2]): boolean =>
    bank.write(offset.output, ((bank.read(offset.output)! & ~clear) | set) & 0xffff, access);
  return {
    read: (at) => {
      if (at === offset.setReset || at === offset.reset) return 0;
      if (at !== offset.input) return bank.read(at);
      return levels(bank.read(offset.mode)!, bank.read(offset.pull)!, bank.read(offset.output)!);
    },
    write: (at, value, access) => {
      if (at === offset.setReset) return drive(value & 0xffff, (value >>> 16) & ~value, access);
      if (at === offset.reset) return drive(0, value & 0xffff, access);
      return at === offset.input || bank.write(at, value, access);
    },
  };
}

export const stm32Gpio: PeripheralModel = { sizeBytes: 0x400, create };
