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
}

/**
 * Records what each call costs that one function makes, in the order they are made: from the call instruction to the
 * one behind it. What the callees call belongs to them, even when that is the same function again.
 */
export class CalleeRecorder {
  readonly calls: CallTrace[] = [];
  readonly #machine: Machine;
  readonly #sites: ReadonlyMap<number, CallSite>;
  readonly #returns: ReadonlySet<number>;
  readonly #functionAt: (address: number) => Callee | undefined;
  #open: OpenCall | undefined;

  /** @param functionAt the function that starts at an address; undefined for one whose calls are no layers */
  constructor(machine: Machine, sites: readonly CallSite[], functionAt: (address: number) => Callee | undefined) {
    this.#machine = machine;
    this.#sites = new Map(sites.map((site) => [site.address, site]));
    this.#returns = new Set(sites.map(({ returnAddress }) => returnAddress));
    this.#functionAt = functionAt;
    for (const { address, returnAddress } of sites) {
      machine.watch(address);
      machine.watch(returnAddress);
    }
  }

  /** Takes notice of a watched address; a call that is made here is stepped into. */
  visit(pc: number): void {
    if (this.#returns.has(pc)) this.#leave(pc);
    const site = this.#sites.get(pc);
    if (site !== undefined && this.#open === undefined) this.#enter(site);
  }

  #enter(site: CallSite): void {
    const cost = this.#machine.measure();
    const { stackPointer } = this.#machine;
    if (!this.#stepInto(site)) return;
    const callee = this.#functionAt(this.#machine.pc);
    if (callee === undefined) return;
    this.#open = { returnAddress: site.returnAddress, stackPointer, callee, cost };
  }

  /** An interrupt may be taken in front of the call or behind it: its handler is not what was called. */
  #stepInto({ address, returnAddress }: CallSite): boolean {
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
    this.calls.push({ ...open.cost(), ...open.callee, argument: this.calls.length });
    this.#open = undefined;
  }

  /** Forgets what was recorded, for the next round. */
  clear(): void {
    this.calls.length = 0;
  }
}
