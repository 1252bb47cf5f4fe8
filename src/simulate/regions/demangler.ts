import * as glue from 'gecko-profiler-demangle/index_bg.js';
import type { FirmwareImage } from '../../image/types.ts';
import type { Demangle } from './region-name.ts';

/**
 * What reads the C++ names of images; without C++ in one nothing is loaded. Names it cannot read stay as they are.
 *
 * One for the process or worker: the package's glue keeps views of the one memory it was given.
 *
 * @param load the package's index_bg.wasm
 */
export function createDemangler(
  load: () => Promise<WebAssembly.Module>,
): (image: Pick<FirmwareImage, 'symbols'>) => Promise<Demangle> {
  let library: Promise<Demangle> | undefined;
  return async ({ symbols }) => {
    if (!symbols.some(({ name }) => name.startsWith('_Z'))) return (name) => name;
    library ??= load().then(start);
    return remembering(await library);
  };
}

/** What the package's own entry does with a bundler's import of WebAssembly, which node does not have. */
async function start(module: WebAssembly.Module): Promise<Demangle> {
  const instance = await WebAssembly.instantiate(module, {
    './index_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  return glue.demangle_any;
}

function remembering(demangle: Demangle): Demangle {
  const known = new Map<string, string>();
  return (name) => {
    if (!name.startsWith('_Z')) return name;
    const text = known.get(name) ?? (demangle(name) || name);
    known.set(name, text);
    return text;
  };
}
