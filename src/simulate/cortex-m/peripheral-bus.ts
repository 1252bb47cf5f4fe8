import { formatAddress } from '../../bytes/address.ts';
import type { Peripheral } from './peripherals/types.ts';

interface Mapping {
  readonly base: number;
  readonly sizeBytes: number;
  readonly peripheral: Peripheral;
  readonly name: string;
}

/** The peripherals of a part at their addresses; registers are words, narrower accesses take their part of one. */
export class PeripheralBus {
  readonly #mappings: Mapping[] = [];

  /** @param name of the peripheral in the reference manual, for messages */
  map(base: number, sizeBytes: number, peripheral: Peripheral, name: string): void {
    this.#mappings.push({ base, sizeBytes, peripheral, name });
  }

  /** Tells whether there is a peripheral at an address. */
  covers(address: number): boolean {
    return this.#find(address) !== undefined;
  }

  /** `TIM2 + 0x24 (0x40000024)`, or the bare address where there is no peripheral. */
  describe(address: number): string {
    const mapping = this.#find(address);
    if (mapping === undefined) return formatAddress(address);
    const offset = (address - mapping.base).toString(16).toUpperCase().padStart(2, '0');
    return `${mapping.name} + 0x${offset} (${formatAddress(address)})`;
  }

  /** Whether a read at an address changes nothing, and what is read there changes only by writes and by events. */
  isQuiet(address: number): boolean {
    const mapping = this.#find(address);
    return mapping?.peripheral.isQuiet?.((address - mapping.base) & ~3) ?? false;
  }

  /** Returns undefined where no model answers. */
  read(address: number, bytes: number): number | undefined {
    const mapping = this.#find(address);
    const word = mapping?.peripheral.read((address - mapping.base) & ~3);
    if (word === undefined) return undefined;
    return (word >>> shiftOf(address)) & maskOf(bytes);
  }

  /** Returns false where no model answers. */
  write(address: number, value: number, bytes: number): boolean {
    const mapping = this.#find(address);
    if (mapping === undefined) return false;
    const offset = (address - mapping.base) & ~3;
    if (bytes === 4) return mapping.peripheral.write(offset, value >>> 0, { bytes, value: value >>> 0 });
    const mask = maskOf(bytes) << shiftOf(address);
    const word = mapping.peripheral.read(offset) ?? 0;
    const merged = ((word & ~mask) | ((value << shiftOf(address)) & mask)) >>> 0;
    return mapping.peripheral.write(offset, merged, { bytes, value: (value & maskOf(bytes)) >>> 0 });
  }

  #find(address: number): Mapping | undefined {
    return this.#mappings.find(({ base, sizeBytes }) => address >= base && address < base + sizeBytes);
  }
}

const shiftOf = (address: number): number => (address & 3) * 8;
const maskOf = (bytes: number): number => (bytes === 4 ? 0xffffffff : (1 << (bytes * 8)) - 1);
