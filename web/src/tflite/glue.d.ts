/**
 * What is used of the C++ classes that `@tensorflow/tfjs-tflite` binds to JavaScript (Emscripten's embind). Its own
 * client, wasm/tflite_web_api_client.js, makes the same calls and works only in a classic script.
 */
declare module '@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.js' {
  /** Everything of C++ is freed by hand. */
  export interface Deletable {
    delete(): void;
  }

  export interface TensorInfos extends Deletable {
    size(): number;
    get(index: number): TensorInfo;
  }

  /** A view of a tensor in the interpreter's memory. */
  export type TensorView = Int8Array | Uint8Array | Int16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

  interface TensorInfo extends Deletable {
    data(): TensorView;
  }

  export interface ModelRunner extends Deletable {
    GetInputs(): TensorInfos;
    GetOutputs(): TensorInfos;
    Infer(): boolean;
  }

  interface RunnerOrStatus {
    ok(): boolean;
    errorMessage(): string;
    value(): ModelRunner;
  }

  interface RunnerOptions {
    readonly numThreads: number;
    readonly enableProfiling: boolean;
    readonly maxProfilingBufferEntries: number;
  }

  export interface TfliteModule {
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    readonly TFLiteWebModelRunner: {
      CreateFromBufferAndOptions(address: number, bytes: number, options: RunnerOptions): RunnerOrStatus;
    };
  }

  interface ModuleOptions {
    readonly locateFile: (name: string) => string;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }

  const start: (options: ModuleOptions) => Promise<TfliteModule>;
  export default start;
}
