/**
 * The registers of one peripheral. Offsets are in bytes from its base and aligned to words; the machine takes care of
 * bytes and halfwords.
 */
export interface Peripheral {
  /** The value of a register, or undefined where the model has none at this offset. */
  read(offset: number): number | undefined;
  /** Returns false where the model has no register at this offset. */
  write(offset: number, value: number): boolean;
}

/** What a peripheral model needs to be made. */
export interface PeripheralContext {
  /** Cycles since reset. */
  now(): number;
  /** Receives what the firmware sends through a UART. */
  print(byte: number): void;
}

/** One kind of peripheral: an entry of the registry that device files name as `peripherals[].model`. */
export interface PeripheralModel {
  /** Bytes of address space from the base. */
  readonly sizeBytes: number;
  create(context: PeripheralContext): Peripheral;
}
