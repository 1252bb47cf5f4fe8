import type { AvrContext } from './types.ts';

/**
 * Whether a timer runs in a mode that is modelled. Firmware may set up any other, for PWM that it does not look at: that
 * is noted, and the counter stands still. Where the counter, its flags or its interrupts are wanted the run stops.
 */
export class TimerMode {
  readonly #context: AvrContext;
  #unmodelled: string | undefined;

  constructor(context: AvrContext) {
    this.#context = context;
  }

  /** @param unmodelled what the firmware has set up that has no model; undefined when all of it has one */
  set(unmodelled: string | undefined, wantsInterrupts: boolean): void {
    if (unmodelled !== undefined && unmodelled !== this.#unmodelled) this.#context.note(unmodelled);
    this.#unmodelled = unmodelled;
    if (wantsInterrupts) this.require();
  }

  get isModelled(): boolean {
    return this.#unmodelled === undefined;
  }

  /** Something depends on the counter: stops the run where it does not count. */
  require(): void {
    if (this.#unmodelled !== undefined) this.#context.refuse(this.#unmodelled);
  }
}
