import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createDemangler } from '../simulate/regions/demangler.ts';

async function loadLibrary(): Promise<WebAssembly.Module> {
  const path = createRequire(import.meta.url).resolve('gecko-profiler-demangle/index_bg.wasm');
  return WebAssembly.compile(await readFile(path));
}

/** Reads C++ names of an image; without C++ in it nothing is loaded. Names it cannot read stay as they are. */
export const demanglerFor = createDemangler(loadLibrary);
