import { inferenceError } from '../build/inference-error.ts';
import { ioBlock } from '../build/io-block.ts';
import type { LaidOutMemory } from '../build/laid-out-memory.ts';
import { tensorBytes } from '../model/tensor-values.ts';
import type { ModelInfo } from '../model/types.ts';
import { type CountingFirmware, Counts, type Inference, type LayerRun } from './inference.ts';

/** What firmware/wasm/host.c exports. */
interface HostExports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly prepare: (model: number, modelBytes: number, arena: number, arenaBytes: number) => number;
  readonly io_block: () => number;
  readonly run_layer: (index: number) => void;
  readonly layer_output: (index: number) => number;
}

const pageBytes = 65_536;
const arenaTooSmall = 12;
/** Enough for most; doubled until the plan fits. */
const firstArenaBytes = 256 * 1024;
/** More RAM than any microcontroller has. */
const largestArenaBytes = 64 * 1024 * 1024;

/** A .tflite in the runtime of firmware/stm32. */
export class TfliteInference implements Inference {
  readonly arenaBytes: number;
  readonly laidOut: LaidOutMemory;
  readonly #host: HostExports;
  readonly #outputBytes: readonly number[];
  readonly #counts: Counts;

  /**
   * @throws InferenceError when the runtime does not take the model
   */
  constructor({ module, counted }: CountingFirmware, model: ModelInfo, modelBytes: Uint8Array) {
    const instance = new WebAssembly.Instance(module, importsOf(module));
    this.#host = instance.exports as unknown as HostExports;
    this.#host._initialize();
    const arena = this.#prepare(modelBytes);
    this.arenaBytes = arena.length;
    this.laidOut = { runtime: 'tflite', arena };
    this.#outputBytes = model.layers.map(({ outputs: [first = -1] }) => tensorBytes(model.tensors[first]!));
    this.#counts = new Counts(this.#host.memory, counted);
  }

  run(inputs: readonly Uint8Array[], onLayer?: (run: LayerRun) => void): Uint8Array[] {
    const { memory, run_layer: runLayer, layer_output: layerOutput } = this.#host;
    const bytes = new Uint8Array(memory.buffer);
    for (const [index, { data, length }] of this.#buffers(ioBlock.inputCount).entries()) {
      bytes.set(inputs[index]?.subarray(0, length) ?? [], data);
    }
    for (const [index, outputBytes] of this.#outputBytes.entries()) {
      this.#counts.clear();
      this.#call(() => runLayer(index));
      if (onLayer === undefined) continue;
      const address = layerOutput(index);
      onLayer({ index, output: bytes.subarray(address, address + outputBytes), counts: this.#counts });
    }
    return this.#buffers(ioBlock.outputCount).map(({ data, length }) => bytes.slice(data, data + length));
  }

  /** Places model and arena behind the module's own memory. Returns what the plan takes of the arena, as it is. */
  #prepare(model: Uint8Array): Uint8Array {
    const address = this.#grow(model.length);
    new Uint8Array(this.#host.memory.buffer).set(model, address);
    for (let arenaBytes = firstArenaBytes; ; arenaBytes *= 2) {
      const arena = this.#grow(arenaBytes);
      const status = this.#call(() => this.#host.prepare(address, model.length, arena, arenaBytes));
      if (status === 0) {
        return new Uint8Array(this.#host.memory.buffer, arena, this.#word(ioBlock.arenaUsedBytes)).slice();
      }
      if (status !== arenaTooSmall || arenaBytes >= largestArenaBytes) throw this.#failure();
    }
  }

  #grow(bytes: number): number {
    return pageBytes * this.#host.memory.grow(Math.ceil(bytes / pageBytes));
  }

  /** A failing kernel traps: its reason is in the io block. */
  #call<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof WebAssembly.RuntimeError && this.#word(ioBlock.status) !== 0) throw this.#failure();
      throw cause;
    }
  }

  #failure(): Error {
    return inferenceError(
      {
        status: this.#word(ioBlock.status),
        layer: this.#word(ioBlock.statusLayer),
        arenaBytes: this.#word(ioBlock.arenaBytes),
        arenaUsedBytes: this.#word(ioBlock.arenaUsedBytes),
      },
      'the counted firmware',
    );
  }

  #word(index: number): number {
    return new DataView(this.#host.memory.buffer).getUint32(this.#host.io_block() + 4 * index, true);
  }

  #buffers(countWord: number): { readonly data: number; readonly length: number }[] {
    return Array.from({ length: Math.min(this.#word(countWord), ioBlock.maxTensors) }, (_, index) => {
      const word = countWord + 1 + 2 * index;
      return { data: this.#word(word), length: this.#word(word + 1) };
    });
  }
}

/** The pass has put code in place of the calls of what is imported: nothing calls these. */
function importsOf(module: WebAssembly.Module): WebAssembly.Imports {
  const replaced = (): never => {
    throw new Error('an intrinsic was called: the module was not instrumented');
  };
  const imports: Record<string, Record<string, () => never>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: replaced };
  }
  return imports;
}
