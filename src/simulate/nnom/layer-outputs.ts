import type { Machine } from '../machine.ts';
import { offsets, Structs } from './structs.ts';

/** A call of pf_run_layer(layer, index) that has not returned. */
interface OpenCall {
  readonly layer: number;
  readonly returnAddress: number;
}

/**
 * Keeps what each layer of the NNoM-API runtime computes, in running order: read when its function returns, before the
 * next layer writes over it. It only reads: the run takes the cycles that it takes without.
 */
export class LayerOutputs {
  readonly outputs: Uint8Array[] = [];
  readonly #machine: Machine;
  readonly #memory: Structs;
  readonly #runLayer: number;
  #open: OpenCall | undefined;

  /** @param runLayer address of pf_run_layer */
  constructor(machine: Machine, runLayer: number) {
    this.#machine = machine;
    this.#memory = new Structs(machine);
    this.#runLayer = runLayer;
    machine.watch(runLayer);
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    if (this.#open?.returnAddress === pc) this.#leave(this.#open);
    if (pc === this.#runLayer) this.#enter();
  }

  #enter(): void {
    const { returnAddress } = this.#machine;
    if (returnAddress === undefined) return;
    this.#open = { layer: this.#machine.argument(0), returnAddress };
    this.#machine.watch(returnAddress);
  }

  #leave({ layer, returnAddress }: OpenCall): void {
    const port = this.#memory.word(layer + offsets.layer.output);
    this.outputs.push(this.#memory.bytes(this.#memory.dataOf(port), this.#memory.sizeOf(port)));
    this.#machine.unwatch(returnAddress);
    this.#open = undefined;
  }
}
