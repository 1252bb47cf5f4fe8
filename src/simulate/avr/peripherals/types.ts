import type { InterruptLine, ScheduledEvent } from '../../board/types.ts';

/** One 8-bit register, or one byte of a wider one. */
export interface AvrRegister {
  /** As the datasheet writes it, without the peripheral. */
  readonly name: string;
  read(): number;
  write(value: number): void;
}

/** What a peripheral model is given: the part's figures for it, and the rest of the machine as far as it needs it. */
export interface AvrContext {
  /** Address of the first register in data space. */
  readonly base: number;
  /** As the datasheet calls it: `USART0`. */
  readonly name: string;
  /** Address of a register that lies apart from the base. */
  register(name: string): number;
  /** Cycles since reset when the instruction under way began. */
  now(): number;
  /**
   * The interrupt of that name in the part's file.
   * @param onTaken what the hardware does to the flag when the vector is entered
   */
  interrupt(name: string, onTaken?: () => void): InterruptLine;
  schedule(action: (cycle: number) => void): ScheduledEvent;
  /** Receives what the firmware sends through a UART. */
  print(byte: number): void;
  /** Notes that the firmware sets the peripheral up for something that is not modelled; it has no effect. */
  note(what: string): void;
  /** Stops the run: the firmware uses something of this peripheral that is not modelled. */
  refuse(what: string): void;
  /** The next byte for a UART to receive, or undefined when there is none. */
  nextInput(): number | undefined;
  /** Asks to be told when there are bytes to receive. */
  onInput(listener: () => void): void;
  readonly hardware: AvrHardware;
}

/** Pins of one port: what PORT and VPORT both show. */
export interface PortState {
  direction: number;
  output: number;
  pullUps: number;
}

/** Machine-wide state that registers of several peripherals share. */
export interface AvrHardware {
  /** The pins of a port, by its letter. */
  port(letter: string): PortState;
  readonly signature: readonly number[];
  readonly eeprom: Uint8Array;
  readonly fuses: Uint8Array;
  /** Set by the sleep controller: whether SLEEP stops the core. */
  sleepEnabled: boolean;
  /** CPU clock in force, and the highest one of the part. */
  clockHz: number;
  readonly highestClockHz: number;
  /** Cycles a step of TCA0, which TCB may count with. */
  timerAPrescale: number;
  /** Opens protected registers for four instructions (CCP). */
  openProtection(): void;
  isProtectionOpen(): boolean;
  /** Starts the watchdog anew with a time-out, or stops it with undefined. */
  startWatchdog(seconds: number | undefined): void;
  /** Halves, quarters, ... of flash that the window in data space can show. */
  readonly flashSections: number;
  selectFlashSection(section: number): void;
  /** Holds the core for some cycles after the instruction under way. */
  stall(cycles: number): void;
  readonly interrupts: InterruptControl;
}

/** The part of the interrupt controller that firmware sees through CPUINT. */
export interface InterruptControl {
  /** Vector that is served first, and the vector of level 1; 0 for none. */
  configure(options: {
    readonly levelZeroPriority: number;
    readonly roundRobin: boolean;
    readonly levelOneVector: number;
  }): void;
  /** Bits of CPUINT.STATUS. */
  readonly status: number;
}

/** One kind of peripheral: an entry of the registry that part files name as `peripherals[].model`. */
export interface AvrPeripheralModel {
  /** Bytes of data space from the base, for the message about a register that is not modelled. */
  readonly sizeBytes: number;
  /** Its registers by data address. */
  create(context: AvrContext): ReadonlyMap<number, AvrRegister>;
}
