import type { Peripheral, PeripheralModel } from './types.ts';

/** Single-cycle I/O block of the RP2040: datasheet 2.3.1.7. GPIO, the divider and spinlocks of core 0. */
const offsets = {
  cpuId: 0x00,
  gpioIn: 0x04,
  qspiIn: 0x08,
  gpioOut: 0x10,
  gpioEnable: 0x20,
  qspiOut: 0x30,
  qspiEnable: 0x40,
  fifoStatus: 0x50,
  unsignedDividend: 0x60,
  unsignedDivisor: 0x64,
  signedDividend: 0x68,
  signedDivisor: 0x6c,
  quotient: 0x70,
  remainder: 0x74,
  dividerStatus: 0x78,
  spinlocks: 0x100,
} as const;
const spinlockCount = 32;
/** FIFO to the other core: empty, and room in it (VLD clear, RDY set). */
const fifoIdle = 2;
const ready = 1;
const dirty = 2;

const outputs = [offsets.gpioOut, offsets.gpioEnable, offsets.qspiOut, offsets.qspiEnable] as const;
/** Behind each output register: set, clear, XOR. */
const changes: readonly ((old: number, written: number) => number)[] = [
  (_, written) => written,
  (old, written) => old | written,
  (old, written) => old & ~written,
  (old, written) => old ^ written,
];

/** The integer divider, datasheet 2.3.1.5: results eight cycles after the last operand, which software waits for. */
class Divider {
  readonly #values = new Map<number, number>();
  #isSigned = false;
  #isDirty = false;

  read(offset: number): number | undefined {
    if (offset === offsets.dividerStatus) return ready | (this.#isDirty ? dirty : 0);
    if (offset === offsets.quotient) this.#isDirty = false;
    return (
      this.#values.get(offset) ?? (offset >= offsets.unsignedDividend && offset < offsets.dividerStatus ? 0 : undefined)
    );
  }

  write(offset: number, value: number): boolean {
    if (offset < offsets.unsignedDividend || offset >= offsets.dividerStatus) return false;
    this.#isDirty = true;
    this.#values.set(offset, value);
    if (offset >= offsets.quotient) return true;
    this.#isSigned = offset >= offsets.signedDividend;
    // The signed and the unsigned operands are the same registers.
    this.#values.set(offset ^ 8, value);
    this.#divide();
    return true;
  }

  /** By zero the quotient is -1, or 1 for a negative dividend, and the remainder the dividend. */
  #divide(): void {
    const dividend = this.#operand(offsets.unsignedDividend);
    const divisor = this.#operand(offsets.unsignedDivisor);
    const byZero = this.#isSigned && dividend < 0 ? 1 : -1;
    this.#values.set(offsets.quotient, (divisor === 0 ? byZero : Math.trunc(dividend / divisor)) >>> 0);
    this.#values.set(offsets.remainder, (divisor === 0 ? dividend : dividend % divisor) >>> 0);
  }

  #operand(offset: number): number {
    const value = this.#values.get(offset) ?? 0;
    return this.#isSigned ? value | 0 : value >>> 0;
  }
}

function createSio(): Peripheral {
  const pins = new Map<number, number>(outputs.map((offset) => [offset, 0]));
  const divider = new Divider();
  const locks = new Set<number>();
  const lockOf = (offset: number): number | undefined => {
    const index = (offset - offsets.spinlocks) / 4;
    return index >= 0 && index < spinlockCount ? index : undefined;
  };
  /** Reading takes the lock: its bit when it was free, 0 when it is taken. */
  const take = (lock: number): number => {
    if (locks.has(lock)) return 0;
    locks.add(lock);
    return (1 << lock) >>> 0;
  };
  return {
    read: (offset) => {
      if (offset === offsets.cpuId) return 0;
      // Inputs are not driven; outputs read back what they drive.
      if (offset === offsets.gpioIn) return pins.get(offsets.gpioOut)! & pins.get(offsets.gpioEnable)!;
      if (offset === offsets.qspiIn) return pins.get(offsets.qspiOut)! & pins.get(offsets.qspiEnable)!;
      if (offset === offsets.fifoStatus) return fifoIdle;
      const lock = lockOf(offset);
      return lock === undefined ? (pins.get(offset) ?? divider.read(offset)) : take(lock);
    },
    write: (offset, value) => {
      const lock = lockOf(offset);
      if (lock !== undefined) {
        locks.delete(lock);
        return true;
      }
      const output = outputs.find((first) => offset >= first && offset < first + 16);
      if (output === undefined) return offset === offsets.fifoStatus || divider.write(offset, value);
      pins.set(output, changes[(offset - output) / 4]!(pins.get(output)!, value) >>> 0);
      return true;
    },
  };
}

export const rp2040Sio: PeripheralModel = { sizeBytes: 0x200, create: createSio };
