import type { AvrRegister } from './peripherals/types.ts';

/** A peripheral's share of data space, for telling what lies at an address. */
interface Extent {
  readonly name: string;
  readonly base: number;
  readonly sizeBytes: number;
}

/** A register the firmware wrote although nothing models it. */
export interface IgnoredWrite {
  readonly address: number;
  /** Byte address of the instruction. */
  readonly pc: number;
}

/** The I/O space of a part: every modelled register by data address. */
export class IoSpace {
  readonly #registers = new Map<number, AvrRegister>();
  readonly #extents: Extent[] = [];
  readonly #ignored = new Map<number, IgnoredWrite>();

  map(extent: Extent, registers: ReadonlyMap<number, AvrRegister>): void {
    this.#extents.push(extent);
    for (const [address, register] of registers) this.#registers.set(address, register);
  }

  /** The register's value, or a negative number where no model answers. */
  read(address: number): number {
    return this.#registers.get(address)?.read() ?? -1;
  }

  /** Writes a register; remembers the first write to each address that nothing models. */
  write(address: number, value: number, pc: number): void {
    const register = this.#registers.get(address);
    if (register) register.write(value);
    else if (!this.#ignored.has(address)) this.#ignored.set(address, { address, pc });
  }

  /** First writes to registers that are not modelled, in time order. */
  get ignoredWrites(): readonly IgnoredWrite[] {
    return [...this.#ignored.values()];
  }

  /** What lies at an address: `USART0 + 0x09`, `TCA0.CTRLA`, or the bare address. */
  describe(address: number): string {
    const inside = this.#extents.filter(({ base, sizeBytes }) => address >= base && address < base + sizeBytes);
    // The smallest extent is the most telling.
    const extent = inside.sort((a, b) => a.sizeBytes - b.sizeBytes)[0];
    const hex = `0x${address.toString(16).toUpperCase().padStart(4, '0')}`;
    if (extent === undefined) return hex;
    const register = this.#registers.get(address);
    if (register) return `${extent.name}.${register.name} (${hex})`;
    return `${extent.name} + 0x${(address - extent.base).toString(16).toUpperCase().padStart(2, '0')} (${hex})`;
  }
}
