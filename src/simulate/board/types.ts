/** An interrupt source: its condition is a level, as the enabled flags of its peripheral have it. */
export interface InterruptLine {
  /** Sets whether the enabled condition holds. */
  set(active: boolean): void;
}

/** Something that happens at a cycle unless the firmware changes it. */
export interface ScheduledEvent {
  /** Cycle at which it happens; Infinity when it is not due. */
  at(cycle: number): void;
  cancel(): void;
}

/** What a UART needs of the machine it is in. */
export interface UartContext {
  /** Cycles since reset. */
  now(): number;
  /** Adds something that happens at a cycle; it is not due yet. */
  schedule(action: (cycle: number) => void): ScheduledEvent;
  /** Receives what the firmware sends through a UART. */
  print(byte: number): void;
  /** The next byte for a UART to receive, or undefined when there is none. */
  nextInput(): number | undefined;
  /** Asks to be told when there are bytes to receive. */
  onInput?(listener: () => void): void;
}
