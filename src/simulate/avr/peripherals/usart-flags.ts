import type { InterruptLine } from '../../board/types.ts';
import type { UartEngine } from '../../board/uart-engine.ts';

/** Flags of a USART, and in the enabling register their interrupts: at the same bits in AVRe+ and AVRxt. */
const flag = { received: 0x80, transmitted: 0x40, dataRegisterEmpty: 0x20 } as const;

/** The interrupts of a USART, which the generations name differently. */
export interface UsartLines {
  readonly received: InterruptLine;
  readonly transmitted: InterruptLine;
  readonly dataRegisterEmpty: InterruptLine;
}

/** Flags of a USART as its status register has them. */
export function usartFlags(engine: UartEngine): number {
  return (
    (engine.hasReceived ? flag.received : 0) |
    (engine.transmitComplete ? flag.transmitted : 0) |
    (engine.dataRegisterEmpty ? flag.dataRegisterEmpty : 0)
  );
}

/** A write to the status register: a one clears the flag of what is transmitted, and no other. */
export function clearUsartFlags(engine: UartEngine, value: number): void {
  if ((value & flag.transmitted) !== 0) engine.transmitComplete = false;
}

/** Raises the interrupts whose flags are set and enabled, and takes the others back. */
export function driveUsartLines(lines: UsartLines, engine: UartEngine, enabled: number): void {
  const active = usartFlags(engine) & enabled;
  lines.received.set((active & flag.received) !== 0);
  lines.transmitted.set((active & flag.transmitted) !== 0);
  lines.dataRegisterEmpty.set((active & flag.dataRegisterEmpty) !== 0);
}
