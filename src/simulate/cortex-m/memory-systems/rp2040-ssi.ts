import type { Peripheral } from '../peripherals/types.ts';

/** Registers of the SSI, RP2040 datasheet 4.10.13: offsets from its base. */
const offsets = {
  control0: 0x00,
  control1: 0x04,
  enable: 0x08,
  slaveEnable: 0x10,
  baudRate: 0x14,
  transmitLevel: 0x20,
  receiveLevel: 0x24,
  status: 0x28,
  interruptClear: 0x48,
  data: 0x60,
  sampleDelay: 0xf0,
  spiControl0: 0xf4,
} as const;
const stored: readonly number[] = [
  offsets.control0,
  offsets.control1,
  offsets.enable,
  offsets.slaveEnable,
  offsets.baudRate,
  offsets.sampleDelay,
  offsets.spiControl0,
];

const transmitEmpty = 1 << 2;
const transmitNotFull = 1 << 1;
const receiveNotEmpty = 1 << 3;

/**
 * What a W25Q flash, such as the Pico's, answers to the status reads of a boot stage: SR1 not busy; SR2 with the
 * quad-enable bit, as it is shipped after its first boot. Everything else answers zero.
 */
const flashAnswers: Readonly<Record<number, number>> = { 5: 0x00, 53: 0x02 };

/** Clocks that a phase of `bits` takes on `lanes` data lines. */
const clocks = (bits: number, lanes: number): number => Math.ceil(bits / lanes);

/**
 * System clocks of one 32-bit read of the flash, from the control registers: instruction, address with mode bits, wait
 * cycles and data on their numbers of lanes, each SCK divided by BAUDR (datasheet 4.10.13, CTRLR0, SPI_CTRLR0, BAUDR).
 * Quad I/O with continuous reads, the SDK's default, is 8 + 4 + 8 = 20 SCK.
 */
export function readClocks(control0: number, spiControl0: number, baudRate: number): number {
  const lanes = [1, 2, 4][(control0 >>> 21) & 3] ?? 1;
  const dataBits = ((control0 >>> 16) & 31) + 1;
  const instructionBits = [0, 4, 8, 16][(spiControl0 >>> 8) & 3]!;
  const addressBits = ((spiControl0 >>> 2) & 15) * 4;
  const transferType = spiControl0 & 3;
  const instructionLanes = transferType === 2 ? lanes : 1;
  const addressLanes = transferType === 0 ? 1 : lanes;
  const waitCycles = (spiControl0 >>> 11) & 31;
  // Standard SPI ignores the wait cycles: its fast reads have them in the address.
  const waits = lanes === 1 ? 0 : waitCycles;
  const sck =
    clocks(instructionBits, instructionLanes) + clocks(addressBits, addressLanes) + waits + clocks(dataBits, lanes);
  return sck * Math.max(baudRate & ~1, 2);
}

/** The serial interface to the flash: configuration for reads in place, and commands byte by byte. */
export class Rp2040Ssi implements Peripheral {
  readonly #values = new Map<number, number>(stored.map((offset) => [offset, 0]));
  readonly #onChange: () => void;
  #received: number[] = [];
  #command: number | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    // As the boot ROM leaves it before it enters the second stage: serial reads, command 03h (datasheet 2.8.1.2).
    this.#values.set(offsets.control0, (31 << 16) | (3 << 8));
    this.#values.set(offsets.spiControl0, (0x03 << 24) | (2 << 8) | (6 << 2));
    this.#values.set(offsets.baudRate, 4);
  }

  /** System clocks of one 32-bit read that the cache does not answer. */
  get readClocks(): number {
    const value = (offset: number): number => this.#values.get(offset)!;
    return readClocks(value(offsets.control0), value(offsets.spiControl0), value(offsets.baudRate));
  }

  read(offset: number): number | undefined {
    switch (offset) {
      case offsets.status:
        return transmitEmpty | transmitNotFull | (this.#received.length > 0 ? receiveNotEmpty : 0);
      case offsets.receiveLevel:
        return this.#received.length;
      case offsets.transmitLevel:
      case offsets.interruptClear:
        return 0;
      case offsets.data:
        return this.#received.shift() ?? 0;
      default:
        return this.#values.get(offset);
    }
  }

  write(offset: number, value: number): boolean {
    if (offset === offsets.data) {
      this.#exchange(value & 0xff);
      return true;
    }
    if (!this.#values.has(offset)) return false;
    this.#values.set(offset, value);
    if (offset === offsets.enable) {
      this.#received = [];
      this.#command = undefined;
    }
    this.#onChange();
    return true;
  }

  /** A byte out brings a byte in: of a command, nothing; behind it, the flash's answer. */
  #exchange(byte: number): void {
    this.#received.push(this.#command === undefined ? 0 : (flashAnswers[this.#command] ?? 0));
    const isAnswered = this.#command !== undefined;
    this.#command = isAnswered ? undefined : byte;
  }
}
