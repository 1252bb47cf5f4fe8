import type { InterruptLine, UartContext } from '../../board/types.ts';

/**
 * The registers of one peripheral. Offsets are in bytes from its base and aligned to words; the machine takes care of
 * bytes and halfwords.
 */
export interface Peripheral {
  /** The value of a register, or undefined where the model has none at this offset. */
  read(offset: number): number | undefined;
  /**
   * Returns false where the model has no register at this offset.
   * @param value the whole register; a narrow access is merged with what was read there
   * @param access what the firmware wrote, for registers to which its width matters
   */
  write(offset: number, value: number, access: NarrowAccess): boolean;
  /**
   * Whether reading a register changes nothing, and what it holds changes only by writes and scheduled events: then a
   * loop that polls it can be skipped up to the next event. None where it is absent.
   */
  isQuiet?(offset: number): boolean;
}

/** A write as the firmware made it. */
export interface NarrowAccess {
  readonly bytes: number;
  readonly value: number;
}

/** What a peripheral model needs to be made. */
export interface PeripheralContext extends UartContext {
  /** As the reference manual calls it: `USART1`. */
  readonly name: string;
  /** The interrupt of that name in the part's file; one that the part does not name does nothing. */
  interrupt(name: string): InterruptLine;
  readonly clocks: ClockTree;
}

/** The clocks of a part, as its clock controller has been set up. */
export interface ClockTree {
  /** Clock of the core; the part's highest one where the clock controller is not modelled that far. */
  coreHz(): number;
  /** Clock that a peripheral counts or shifts with. */
  peripheralHz(name: string): number;
  /** Tells who knows the clocks: the part's clock controller. */
  provide(source: ClockSource): void;
}

export interface ClockSource {
  coreHz(): number;
  peripheralHz(name: string): number;
}

/** One kind of peripheral: an entry of the registry that device files name as `peripherals[].model`. */
export interface PeripheralModel {
  /** Bytes of address space from the base. */
  readonly sizeBytes: number;
  create(context: PeripheralContext): Peripheral;
}
