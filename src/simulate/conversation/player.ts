import type { Machine } from '../machine.ts';
import { settingsOf } from '../regions/call-settings.ts';
import { type CallSettings, type CallTrace, type CostInterval, type CycleCause, cycleCauses } from '../types.ts';
import { type Conversation, ConversationError, type Turn } from './conversation.ts';

/** Holds a conversation with the firmware in a machine: it answers as soon as the last byte it waits for is sent. */
export class ConversationPlayer {
  readonly regions: CallTrace[] = [];
  readonly #machine: Machine;
  readonly #conversation: Conversation;
  readonly #decoder = new TextDecoder();
  #next = 0;
  /** What has been printed since the last thing that was expected. */
  #heard = '';
  #waitingSince = 0;
  #open:
    | { readonly line: string; readonly cost: () => CostInterval; readonly settings: () => CallSettings }
    | undefined;

  constructor(machine: Machine, conversation: Conversation) {
    this.#machine = machine;
    this.#conversation = conversation;
    machine.onPrint((byte) => this.#hear(byte));
    this.#advance();
  }

  get isOver(): boolean {
    return this.#next >= this.#conversation.turns.length;
  }

  get #turn(): Turn | undefined {
    return this.#conversation.turns[this.#next];
  }

  /** Does what comes next, up to the next thing to wait for. */
  #advance(): void {
    this.#waitingSince = this.#machine.cycles;
    for (let turn = this.#turn; turn?.kind === 'send'; turn = this.#turn) {
      this.#machine.receive(turn.bytes);
      this.#next++;
    }
  }

  #hear(byte: number): void {
    this.#heard += this.#decoder.decode(Uint8Array.of(byte), { stream: true });
    const turn = this.#turn;
    if (turn?.kind !== 'expect' || !turn.pattern.test(this.#heard)) return;
    if (turn.region === 'begin') {
      this.#open = { line: turn.text, cost: this.#machine.measure(), settings: settingsOf(this.#machine) };
    }
    if (turn.region === 'end') this.#close(turn.text);
    this.#heard = '';
    this.#next++;
    this.#advance();
  }

  #close(line: string): void {
    if (this.#open === undefined) return;
    const cost = shareOf(this.#open.cost(), this.#conversation.perRegion);
    const symbol = `"${this.#open.line}" to "${line}"`;
    this.regions.push({ ...cost, symbol, argument: this.regions.length, settings: this.#open.settings() });
    this.#open = undefined;
  }

  /** @throws ConversationError when the firmware has been silent for longer than the file allows */
  check(): void {
    const turn = this.#turn;
    if (turn?.kind !== 'expect') return;
    const waitedMs = ((this.#machine.cycles - this.#waitingSince) / this.#machine.clockHz) * 1000;
    if (waitedMs < turn.timeoutMs) return;
    throw new ConversationError({
      where: `step ${this.#next + 1} of the conversation`,
      what: `no ${JSON.stringify(turn.text)} within ${turn.timeoutMs} ms of simulated time; the firmware printed ${this.#tail}`,
      advice: 'Check what the firmware waits for, or raise timeoutMs.',
      kind: 'unsupported',
    });
  }

  get #tail(): string {
    return this.#heard === '' ? 'nothing' : JSON.stringify(this.#heard.slice(-80));
  }
}

/** One of `count` equal parts, whole cycles for each cause. */
function shareOf(interval: CostInterval, count: number): CostInterval {
  if (count === 1) return interval;
  const part = (value: number): number => Math.round(value / count);
  const byCause = Object.fromEntries(cycleCauses.map((cause) => [cause, part(interval.byCause[cause])])) as Record<
    CycleCause,
    number
  >;
  const byClass = Object.fromEntries(
    Object.entries(interval.byClass).map(([name, value]) => [name, part(value)]),
  ) as unknown as CostInterval['byClass'];
  const cycles = cycleCauses.reduce((sum, cause) => sum + byCause[cause], 0);
  const instructions = Object.values(byClass).reduce((sum, value) => sum + value, 0);
  return { cycles, byCause, byClass, instructions };
}
