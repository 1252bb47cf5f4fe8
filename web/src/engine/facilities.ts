import {
  countingFirmware,
  createDemangler,
  type Facilities,
  hostFirmware,
  prebuiltBuilder,
  type WasmBuildId,
} from '../../../src/index.ts';
import { AssetError } from './asset-error.ts';

/** What measuring needs, from the files beside the page. @param base the page's folder */
export function webFacilities(base: string): Facilities {
  return {
    simulator: once((name) => compile(new URL(`wasm/${name}.wasm`, base))),
    countingFirmware: once(async (id) => countingFirmware(await readFirmware(id, base))),
    hostFirmware: once(async (id) => hostFirmware(await readFirmware(id, base))),
    demanglerFor: createDemangler(() => compile(new URL('wasm/index_bg.wasm', base))),
    build: prebuiltBuilder((path) => readAsset(new URL(`firmware/${path}`, base))),
  };
}

const readFirmware = (id: WasmBuildId, base: string): Promise<Uint8Array> =>
  readAsset(new URL(`firmware/wasm/prebuilt/${id}.wasm`, base));

/** Keeps what was loaded, so that it is loaded and compiled once; what failed is tried again. */
function once<Name, Loaded>(load: (name: Name) => Promise<Loaded>): (name: Name) => Promise<Loaded> {
  const loaded = new Map<Name, Promise<Loaded>>();
  return (name) => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const loading = load(name);
    loaded.set(name, loading);
    loading.catch(() => loaded.delete(name));
    return loading;
  };
}

/** The bytes of a file beside the page. Rejects with an AssetError when it is not there. */
export async function readAsset(url: URL): Promise<Uint8Array> {
  const response = await fetchAsset(url);
  return new Uint8Array(await response.arrayBuffer());
}

async function fetchAsset(url: URL): Promise<Response> {
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok) return response;
  throw response === undefined ? AssetError.unreachable(url) : AssetError.refused(url, response.status);
}

/** Compiled while it arrives; a host that serves .wasm as something else costs a copy and no more. */
async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetchAsset(url);
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
