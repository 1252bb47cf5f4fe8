import { InferenceError } from '../build/inference-error.ts';
import { wasmAbi } from '../build/nnom-structs.ts';
import { nnomTable } from '../build/nnom-table.ts';
import type { NnomSource } from '../model/nnom/source.ts';
import { type CountingFirmware, Counts, type Inference, type LayerRun } from './inference.ts';

/** What firmware/avr/host/host.c exports. */
interface HostExports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly room: (bytes: number) => number;
  readonly create: (table: number) => void;
  readonly activation_bytes: () => number;
  readonly restart: () => void;
  readonly step: () => number;
  readonly output: () => number;
  readonly output_bytes: () => number;
}

/** More than any model of an 8-bit part: measured first with address 0, laid out again where it goes. */
const anyAddress = 0;

/** A weights.h in the NNoM-API runtime of firmware/avr: the same C as on the part, with `int` of 32 bits. */
export class NnomInference implements Inference {
  readonly arenaBytes: number;
  /** Pointers have another size here than on the part. */
  readonly laidOut = undefined;
  readonly #host: HostExports;
  readonly #input: { readonly address: number; readonly bytes: number };
  readonly #counts: Counts;

  /**
   * @throws InferenceError when a layer does not take the shape of its input
   */
  constructor({ module, counted }: CountingFirmware, source: NnomSource) {
    const { exports } = new WebAssembly.Instance(module, { preflash: { fail } });
    this.#host = exports as unknown as HostExports;
    this.#host._initialize();
    const size = nnomTable(source, { abi: wasmAbi, address: anyAddress, ramAddress: undefined }).bytes.length;
    const address = this.#host.room(size);
    const table = nnomTable(source, { abi: wasmAbi, address, ramAddress: undefined });
    new Uint8Array(this.#host.memory.buffer).set(table.bytes, address);
    this.#host.create(address);
    this.arenaBytes = this.#host.activation_bytes();
    this.#input = table.input;
    this.#counts = new Counts(this.#host.memory, counted);
  }

  run([input = new Uint8Array()]: readonly Uint8Array[], onLayer?: (run: LayerRun) => void): Uint8Array[] {
    const { memory, restart, step } = this.#host;
    new Uint8Array(memory.buffer).set(input.subarray(0, this.#input.bytes), this.#input.address);
    restart();
    for (let index = 0; ; index++) {
      this.#counts.clear();
      if (step() === 0) return [this.#output().slice()];
      onLayer?.({ index, output: this.#output(), counts: this.#counts });
    }
  }

  #output(): Uint8Array {
    return new Uint8Array(this.#host.memory.buffer, this.#host.output(), this.#host.output_bytes());
  }
}

function fail(status: number, detail: number): never {
  throw new InferenceError(status, {
    where: `layer ${detail}`,
    what: `the runtime gives up with status ${status} on the host`,
    advice: 'Convert the model again: its shapes do not belong together.',
    kind: 'unsupported',
  });
}
