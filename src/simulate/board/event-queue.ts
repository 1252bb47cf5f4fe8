import type { ScheduledEvent } from './types.ts';

interface Entry extends ScheduledEvent {
  due: number;
  readonly action: (cycle: number) => void;
}

/** What the peripherals of a part will do of their own, by cycle. */
export class EventQueue {
  readonly #entries: Entry[] = [];
  readonly #onEarlier: () => void;
  #next = Number.POSITIVE_INFINITY;

  /** @param onEarlier told when something becomes due before all else */
  constructor(onEarlier: () => void) {
    this.#onEarlier = onEarlier;
  }

  /** Cycle of the next event; Infinity when nothing is due. */
  get next(): number {
    return this.#next;
  }

  /** Adds something that can be scheduled; nothing is due yet. */
  add(action: (cycle: number) => void): ScheduledEvent {
    const entry: Entry = {
      due: Number.POSITIVE_INFINITY,
      action,
      at: (cycle) => this.#reschedule(entry, cycle),
      cancel: () => this.#reschedule(entry, Number.POSITIVE_INFINITY),
    };
    this.#entries.push(entry);
    return entry;
  }

  #reschedule(entry: Entry, cycle: number): void {
    const before = this.#next;
    entry.due = cycle;
    this.#next = Math.min(...this.#entries.map(({ due }) => due));
    if (this.#next < before) this.#onEarlier();
  }

  /** Lets everything happen that is due at or before a cycle, in order. */
  runUntil(cycle: number): void {
    while (this.#next <= cycle) {
      const due = this.#next;
      const entry = this.#entries.find((candidate) => candidate.due === due);
      if (entry === undefined) return;
      this.#reschedule(entry, Number.POSITIVE_INFINITY);
      entry.action(due);
    }
  }
}
