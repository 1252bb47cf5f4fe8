declare module 'gecko-profiler-demangle/index_bg.js' {
  /** Gives the glue the instance that it wraps. */
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  /** The C++ or Rust name behind a linker name. */
  export function demangle_any(name: string): string;
}
