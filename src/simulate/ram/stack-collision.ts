import { SimulationFault } from '../faults.ts';
import type { Fault } from '../types.ts';

/** A stack that went below its limit: addresses as in the ELF file. */
export interface Overflow {
  /** `main`, or the variable that a task's stack is in. */
  readonly stack: string;
  readonly lowest: number;
  readonly limit: number;
  /** What is below the limit. */
  readonly into: string;
}

/** A stack has overwritten what lies below it: what the firmware does from there on means nothing. */
export class StackCollision extends SimulationFault {
  readonly overflow: Overflow;

  constructor(overflow: Overflow, place: Pick<Fault, 'pc' | 'symbol' | 'source'>) {
    const { stack, lowest, limit, into } = overflow;
    const { pc, symbol, source } = place;
    super({
      pc,
      symbol,
      source,
      kind: 'stack-collision',
      address: lowest,
      message: `the ${stack === 'main' ? 'main stack' : `stack in ${stack}`} runs ${limit - lowest} bytes into ${into}`,
      advice: 'Give the stack more room, or use less of it: smaller local arrays, fewer nested calls.',
    });
    this.overflow = overflow;
  }
}
