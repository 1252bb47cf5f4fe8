import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as glue from 'gecko-profiler-demangle/index_bg.js';
import type { FirmwareImage } from '../image/types.ts';
import type { Demangle } from '../simulate/regions/region-name.ts';

/** What the package's own entry does with a bundler's import of WebAssembly, which node does not have. */
async function loadLibrary(): Promise<Demangle> {
  const path = createRequire(import.meta.url).resolve('gecko-profiler-demangle/index_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    './index_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  return glue.demangle_any;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** One for the process: the package's glue keeps views of the one memory it was given. */
const library = once(loadLibrary);

/** Reads C++ names of an image; without C++ in it nothing is loaded. Names it cannot read stay as they are. */
export async function demanglerFor({ symbols }: Pick<FirmwareImage, 'symbols'>): Promise<Demangle> {
  if (!symbols.some(({ name }) => name.startsWith('_Z'))) return (name) => name;
  const demangle = await library();
  const known = new Map<string, string>();
  return (name) => {
    if (!name.startsWith('_Z')) return name;
    const text = known.get(name) ?? (demangle(name) || name);
    known.set(name, text);
    return text;
  };
}
