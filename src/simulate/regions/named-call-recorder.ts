import type { Machine } from '../machine.ts';
import type { CallTrace } from '../types.ts';
import { CallRecorder } from './call-recorder.ts';
import type { CalleeRecorder } from './callee-recorder.ts';

/** Records the calls of a function that runs any layer, each under the name of what it calls first for it. */
export class NamedCallRecorder {
  readonly calls: CallTrace[] = [];
  readonly #outer: CallRecorder;
  readonly #callees: CalleeRecorder;

  /** @param callees of the same function */
  constructor(machine: Machine, symbol: string, entry: number, callees: CalleeRecorder) {
    this.#outer = new CallRecorder(machine, symbol, entry);
    this.#callees = callees;
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    if (this.#outer.begins(pc)) this.#callees.clear();
    this.#outer.visit(pc);
    const index = this.calls.length;
    const call = this.#outer.calls[index];
    if (call !== undefined) this.calls.push({ ...call, ...nameOf(this.#callees.calls[0]), argument: index });
    this.#callees.visit(pc);
  }

  /** Forgets what was recorded, for the next round. */
  clear(): void {
    this.calls.length = 0;
    this.#outer.clear();
    this.#callees.clear();
  }
}

function nameOf(callee: CallTrace | undefined): Partial<CallTrace> {
  if (callee === undefined) return {};
  const { symbol, codeBytes, sourceFile } = callee;
  return { symbol, ...(codeBytes !== undefined && { codeBytes }), ...(sourceFile !== undefined && { sourceFile }) };
}
