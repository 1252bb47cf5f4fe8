import { formatAddress } from '../../bytes/address.ts';
import type { RunTrace } from '../types.ts';

/**
 * Writes to peripherals that a part's file does not have. They do nothing here, and a run may go on: firmware that
 * relies on what they start reads a register there sooner or later, and that stops the run.
 */
export class UnmodelledWrites {
  /** Where each register was written first. */
  readonly #firstPc = new Map<number, number>();

  add(address: number, pc: number): void {
    if (!this.#firstPc.has(address)) this.#firstPc.set(address, pc);
  }

  /** One warning a register, in the order of the first writes. @param symbolAt name of the function at an address */
  warnings(symbolAt: (address: number) => string | undefined): RunTrace['warnings'] {
    return [...this.#firstPc].map(([address, pc]) => ({
      code: 'unmodelled-register-write',
      message:
        `${symbolAt(pc) ?? formatAddress(pc)} writes the peripheral register ${formatAddress(address)}, ` +
        'which is not modelled for this part: the write had no effect',
      advice: 'It matters only if the firmware relies on what the peripheral does.',
    }));
  }
}
