import type { ImageSymbol } from '../../image/types.ts';
import { CallWatcher } from '../call-watcher.ts';
import type { Machine } from '../machine.ts';
import type { Answered } from '../types.ts';

/** What NNoM's converters call a model's input and output in its weights.h. */
const bufferNames = { input: 'nnom_input_data', output: 'nnom_output_data' } as const;

/** Keeps what each inference of NNoM was given, and what it answered. */
export class AnswerRecorder {
  readonly #machine: Machine;
  readonly #entry: number;
  readonly #input: ImageSymbol;
  readonly #calls: CallWatcher;
  #given: Uint8Array = new Uint8Array();
  #last: Answered | undefined;

  /**
   * Undefined where the buffers cannot be told: an image without their symbols, or with those of several models.
   *
   * @param entry of the function that is one inference
   */
  static of(machine: Machine, symbols: readonly ImageSymbol[], entry: number): AnswerRecorder | undefined {
    const [inputs, outputs] = [bufferNames.input, bufferNames.output].map((wanted) =>
      symbols.filter(({ name, sizeBytes }) => name === wanted && sizeBytes > 0),
    );
    if (inputs!.length !== 1 || outputs!.length !== 1) return undefined;
    return new AnswerRecorder(machine, entry, inputs![0]!, outputs![0]!);
  }

  private constructor(machine: Machine, entry: number, input: ImageSymbol, output: ImageSymbol) {
    this.#machine = machine;
    this.#entry = entry;
    this.#input = input;
    this.#calls = new CallWatcher(machine, entry, () => {
      this.#last = { inputs: [this.#given], outputs: [this.#read(output)] };
    });
  }

  /** Of the inference that ended last. */
  get last(): Answered | undefined {
    return this.#last;
  }

  /** Takes notice of a watched address. */
  visit(pc: number): void {
    if (pc === this.#entry) this.#given = this.#read(this.#input);
    this.#calls.visit(pc);
  }

  #read({ address, sizeBytes }: ImageSymbol): Uint8Array {
    return this.#machine.readBytes(address, sizeBytes);
  }
}
