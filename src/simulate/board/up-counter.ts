/**
 * A counter that counts up from 0 to `top` and round again, one step every `prescale` cycles. It costs nothing while
 * it runs: its value is computed when someone asks.
 */
export class UpCounter {
  #prescale = 0;
  #top: number;
  /** Value at `#since`, a cycle at which the prescaler ticked. */
  #value = 0;
  #since = 0;

  constructor(top: number) {
    this.#top = top;
  }

  get isRunning(): boolean {
    return this.#prescale > 0;
  }

  get top(): number {
    return this.#top;
  }

  get prescale(): number {
    return this.#prescale;
  }

  value(now: number): number {
    if (this.#prescale === 0) return this.#value;
    return (this.#value + Math.floor((now - this.#since) / this.#prescale)) % this.#period(this.#value);
  }

  /** A counter set above its top runs on to the end of its width before it comes round. */
  #period(value: number): number {
    return value <= this.#top ? this.#top + 1 : 0x10000;
  }

  setValue(value: number, now: number): void {
    this.#rebase(now);
    this.#value = value;
  }

  setTop(top: number, now: number): void {
    this.#rebase(now);
    this.#top = top;
  }

  /**
   * @param prescale cycles a step; 0 stops the counter
   * @param phase a cycle at which the prescaler ticks; the present one for a prescaler that starts with the counter
   */
  start(prescale: number, now: number, phase = now): void {
    this.#value = this.value(now);
    this.#prescale = prescale;
    this.#since = prescale === 0 ? now : now - ((now - phase) % prescale);
  }

  #rebase(now: number): void {
    const value = this.value(now);
    if (this.#prescale > 0) this.#since = now - ((now - this.#since) % this.#prescale);
    this.#value = value;
  }

  /** First cycle after `now` at which the counter becomes `value`; Infinity if it never does. */
  nextArrivalAt(value: number, now: number): number {
    const departure = this.nextStepFrom(value, now);
    const arrival = departure - this.#prescale;
    return arrival > now ? arrival : arrival + (this.#top + 1) * this.#prescale;
  }

  /** First cycle after `now` at which the counter steps away from `value`; Infinity if it never does. */
  nextStepFrom(value: number, now: number): number {
    if (this.#prescale === 0 || value > this.#top) return Number.POSITIVE_INFINITY;
    const steps = Math.floor((now - this.#since) / this.#prescale);
    const period = this.#top + 1;
    const current = this.value(now);
    const distance = current <= this.#top ? (value - current + period) % period : 0x10000 - current + value;
    return this.#since + (steps + distance + 1) * this.#prescale;
  }
}
