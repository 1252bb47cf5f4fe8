import type { Machine } from '../machine.ts';
import type { CallTrace, CostInterval } from '../types.ts';
import type { CallSite } from './call-sites.ts';

/** A function that was called. */
export type Callee = Pick<CallTrace, 'symbol' | 'codeBytes' | 'sourceFile'>;

interface OpenCall {
  readonly returnAddress: number;
  readonly stackPointer: number;
  readonly callee: Callee;
  readonly cost: () => CostInterval;
  readonly isByJump: boolean;
}

/** Jumps at the end of a function to another, which then returns in its place. */
export interface TailJumps {
  /** First instruction of the function that jumps. */
  readonly entry: number;
  readonly addresses: readonly number[];
  /** The function whose first instruction is at an address. */
  readonly enteredAt: (address: number) => Callee | undefined;
}

/**
 * Records what each call costs that one function makes, in the order they are made: from the call instruction to the
 * one behind it, or to where the function itself would have returned when it ends in a jump to another. What the callees
 * call belongs to them, even when that is the same function again.
 */
export class CalleeRecorder {
  readonly calls: CallTrace[] = [];
  readonly #machine: Machine;
  readonly #sites: ReadonlyMap<number, CallSite>;
  readonly #functionAt: (address: number) => Callee | undefined;
  readonly #tail: TailJumps | undefined;
  readonly #jumps: ReadonlySet<number>;
  /** What was so when the function was entered, and is so again when it has given back its stack. */
  #entered: Pick<Machine, 'stackPointer' | 'returnAddress'> | undefined;
  #open: OpenCall | undefined;

  /** @param functionAt the function that starts at an address; undefined for one whose calls are no layers */
  constructor(
    machine: Machine,
    sites: readonly CallSite[],
    functionAt: (address: number) => Callee | undefined,
    tail?: TailJumps,
  ) {
    this.#machine = machine;
    this.#sites = new Map(sites.map((site) => [site.address, site]));
    this.#functionAt = functionAt;
    this.#tail = tail;
    this.#jumps = new Set(tail?.addresses);
    for (const { address, returnAddress } of sites) {
      machine.watch(address);
      machine.watch(returnAddress);
    }
    for (const address of this.#jumps) machine.watch(address);
    if (tail !== undefined && this.#jumps.size > 0) machine.watch(tail.entry);
  }

  /** Takes notice of a watched address; a call that is made here is stepped into. */
  visit(pc: number): void {
    this.#leave(pc);
    if (this.#open !== undefined) return;
    if (pc === this.#tail?.entry) {
      const { stackPointer, returnAddress } = this.#machine;
      this.#entered = { stackPointer, returnAddress };
    }
    const site = this.#sites.get(pc);
    if (site !== undefined) this.#enter(site);
    else if (this.#jumps.has(pc)) this.#jump(pc);
  }

  #enter(site: CallSite): void {
    const cost = this.#machine.measure();
    const { stackPointer } = this.#machine;
    if (!this.#stepInto(site)) return;
    const callee = this.#functionAt(this.#machine.pc);
    if (callee === undefined) return;
    this.#open = { returnAddress: site.returnAddress, stackPointer, callee, cost, isByJump: false };
  }

  #jump(address: number): void {
    const cost = this.#machine.measure();
    const { stackPointer, returnAddress } = this.#machine;
    const isLast = stackPointer === this.#entered?.stackPointer && returnAddress === this.#entered.returnAddress;
    // Else it goes on within the function, or to what restores its registers.
    if (!isLast || returnAddress === undefined || !this.#stepInto({ address, returnAddress })) return;
    const callee = this.#tail?.enteredAt(this.#machine.pc);
    if (callee === undefined) return;
    this.#open = { returnAddress, stackPointer, callee, cost, isByJump: true };
    this.#machine.watch(returnAddress);
  }

  /** An interrupt may be taken in front of the call or behind it: its handler is not what was called. */
  #stepInto({ address, returnAddress }: Pick<CallSite, 'address' | 'returnAddress'>): boolean {
    const hasCalled = (): boolean => this.#machine.pc !== address && this.#machine.returnAddress === returnAddress;
    do {
      const end = this.#machine.step();
      if (end === 'exit' || end === 'reset') return false;
    } while (!hasCalled());
    return true;
  }

  #leave(pc: number): void {
    const open = this.#open;
    if (open === undefined || open.returnAddress !== pc || this.#machine.stackPointer < open.stackPointer) return;
    if (open.isByJump) this.#machine.unwatch(pc);
    this.calls.push({ ...open.cost(), ...open.callee, argument: this.calls.length });
    this.#open = undefined;
  }

  /** Forgets what was recorded, for the next round. */
  clear(): void {
    this.calls.length = 0;
  }
}
