import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wasmBuildIds } from '../../src/build/wasm/builds.ts';
import { firmwareDirectory } from '../../src/node/prebuilt.ts';
import { hashWasmSources, wasmManifestSchema, wasmPrebuiltDirectory } from '../../src/node/wasm-firmware.ts';

/** Without emscripten nothing can be built again: the hash of what they were made from stands for that. */
describe('the WebAssembly builds that come with the package', () => {
  it.each(wasmBuildIds)('%s was made from the sources beside it', async (id) => {
    const firmware = firmwareDirectory();
    const text = await readFile(join(wasmPrebuiltDirectory(firmware), 'manifest.json'), 'utf8');
    const { sourceHash } = wasmManifestSchema.parse(JSON.parse(text)).modules[id];
    expect(await hashWasmSources(firmware, id)).toBe(sourceHash);
  });
});
