import startModule, {
  type Deletable,
  type ModelRunner,
  type TensorInfos,
  type TensorView,
  type TfliteModule,
} from '@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.js';
import wasmUrl from '@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.wasm?url';
import { TfliteError } from './errors.ts';

const runnerOptions = { numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 1024 };

/** TensorFlow Lite's interpreter, compiled to WebAssembly. After anything but a TfliteError it is not to be used again. */
export class TfliteRuntime {
  readonly #module: TfliteModule;
  /** What it has said about the model at hand. */
  readonly #said: string[];

  private constructor(module: TfliteModule, said: string[]) {
    this.#module = module;
    this.#said = said;
  }

  /** @throws TfliteError where its files cannot be loaded */
  static async load(): Promise<TfliteRuntime> {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const options = { locateFile: () => new URL(wasmUrl, import.meta.url).href, print: say, printErr: say };
    try {
      return new TfliteRuntime(await startModule(options), said);
    } catch (error) {
      throw TfliteError.notLoaded(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * The first output of a model for its first input, as numbers of the output's type.
   *
   * @param input the bytes of the input tensor
   * @throws TfliteError when it refuses the model
   */
  run(model: Uint8Array, input: Uint8Array): number[] {
    this.#said.length = 0;
    const address = this.#module._malloc(model.length);
    try {
      this.#module.HEAPU8.set(model, address);
      return using(this.#open(address, model.length), (runner) => this.#infer(runner, input));
    } finally {
      this.#module._free(address);
    }
  }

  #open(address: number, bytes: number): ModelRunner {
    const made = this.#module.TFLiteWebModelRunner.CreateFromBufferAndOptions(address, bytes, runnerOptions);
    if (made.ok()) return made.value();
    throw TfliteError.refused(this.#said, made.errorMessage());
  }

  #infer(runner: ModelRunner, input: Uint8Array): number[] {
    withFirst(runner.GetInputs(), ({ buffer, byteOffset, byteLength }) =>
      new Uint8Array(buffer, byteOffset, byteLength).set(input),
    );
    if (!runner.Infer()) throw TfliteError.refused(this.#said, 'the inference failed');
    // Asked for anew: memory may have grown, and views of it are void then.
    return withFirst(runner.GetOutputs(), (view) => [...view]);
  }
}

function withFirst<Result>(tensors: TensorInfos, use: (view: TensorView) => Result): Result {
  return using(tensors, (all) => using(all.get(0), (first) => use(first.data())));
}

function using<Resource extends Deletable, Result>(resource: Resource, use: (resource: Resource) => Result): Result {
  try {
    return use(resource);
  } finally {
    resource.delete();
  }
}
