import type { InterruptLine } from '../board/types.ts';
import type { InterruptControl } from './peripherals/types.ts';

interface Source {
  readonly vector: number;
  readonly onTaken: () => void;
  active: boolean;
}

const levelZeroExecuting = 0x01;
const levelOneExecuting = 0x02;

/**
 * The interrupt controller. AVRe+: the lowest vector first, one at a time by the I flag. AVRxt (CPUINT): the same for
 * level 0, and one vector may be of level 1, which interrupts level 0.
 */
export class InterruptController implements InterruptControl {
  readonly #sources: Source[] = [];
  readonly #levels: boolean;
  readonly #announce: (vector: number | undefined) => void;
  #pending: Source | undefined;
  #levelZeroPriority = 0;
  #roundRobin = false;
  #levelOneVector = 0;
  status = 0;

  /**
   * @param levels whether there are levels (AVRxt)
   * @param announce told the vector that is to be taken next, or undefined for none
   */
  constructor(levels: boolean, announce: (vector: number | undefined) => void) {
    this.#levels = levels;
    this.#announce = announce;
  }

  configure(options: { levelZeroPriority: number; roundRobin: boolean; levelOneVector: number }): void {
    this.#levelZeroPriority = options.levelZeroPriority;
    this.#roundRobin = options.roundRobin;
    this.#levelOneVector = options.levelOneVector;
    this.#choose();
  }

  add(vector: number, onTaken: () => void = () => {}): InterruptLine {
    const source: Source = { vector, onTaken, active: false };
    this.#sources.push(source);
    return {
      set: (active) => {
        if (source.active === active) return;
        source.active = active;
        this.#choose();
      },
    };
  }

  /** Whether anything waits to be taken. */
  get isPending(): boolean {
    return this.#pending !== undefined;
  }

  /** The core entered the vector that was announced. */
  taken(): void {
    const source = this.#pending;
    if (source === undefined) return;
    if (this.#levels) {
      this.status |= this.#isLevelOne(source) ? levelOneExecuting : levelZeroExecuting;
      if (this.#roundRobin && !this.#isLevelOne(source)) this.#levelZeroPriority = source.vector;
    }
    source.onTaken();
    this.#choose();
  }

  /** RETI was executed: the highest level that runs has ended. */
  ended(): void {
    if (!this.#levels) return;
    this.status &= (this.status & levelOneExecuting) !== 0 ? ~levelOneExecuting : ~levelZeroExecuting;
    this.#choose();
  }

  #isLevelOne({ vector }: Source): boolean {
    return this.#levelOneVector !== 0 && vector === this.#levelOneVector;
  }

  #choose(): void {
    this.#pending = this.#sources
      .filter((source) => source.active && this.#isAllowed(source))
      .sort((a, b) => this.#rank(a) - this.#rank(b))[0];
    this.#announce(this.#pending?.vector);
  }

  #isAllowed(source: Source): boolean {
    if ((this.status & levelOneExecuting) !== 0) return false;
    return this.#isLevelOne(source) || (this.status & levelZeroExecuting) === 0;
  }

  /** Level 1 first; level 0 by number, counted from the one after the vector of lowest priority. */
  #rank(source: Source): number {
    if (this.#isLevelOne(source)) return -1;
    if (this.#levelZeroPriority === 0) return source.vector;
    return (source.vector - this.#levelZeroPriority - 1 + 256) % 256;
  }
}
