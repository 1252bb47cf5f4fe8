import { CallWatcher } from '../call-watcher.ts';
import type { Machine } from '../machine.ts';
import { offsets, Structs } from './structs.ts';

/**
 * Keeps what each layer of the NNoM-API runtime computes, in running order: read when its function returns, before the
 * next layer writes over it. It only reads: the run takes the cycles that it takes without.
 */
export class LayerOutputs {
  readonly outputs: Uint8Array[] = [];
  readonly #memory: Structs;
  readonly #calls: CallWatcher;

  /** @param runLayer address of pf_run_layer(layer, index) */
  constructor(machine: Machine, runLayer: number) {
    this.#memory = new Structs(machine);
    this.#calls = new CallWatcher(machine, runLayer, ([layer = 0]) => this.#keep(layer));
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    this.#calls.visit(pc);
  }

  #keep(layer: number): void {
    const port = this.#memory.word(layer + offsets.layer.output);
    this.outputs.push(this.#memory.bytes(this.#memory.dataOf(port), this.#memory.sizeOf(port)));
  }
}
