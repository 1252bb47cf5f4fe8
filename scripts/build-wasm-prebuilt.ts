/**
 * Builds the firmware for WebAssembly: what the estimate counts in, and what an AVR's answer is compared with.
 *
 *   npx tsx scripts/build-wasm-prebuilt.ts           writes firmware/wasm/prebuilt/
 *   npx tsx scripts/build-wasm-prebuilt.ts --check   fails when a committed module was made from other sources
 *
 * Building needs emscripten (Debian: `apt-get install --no-install-recommends emscripten`); the check builds again only
 * where the compiler that built them is installed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type WasmBuildId, wasmBuildIds, wasmBuilds } from '../src/build/wasm/builds.ts';
import { listSources } from '../src/node/firmware-sources.ts';
import { firmwareDirectory } from '../src/node/prebuilt.ts';
import { withTemporaryDirectory } from '../src/node/temporary-directory.ts';
import {
  hashWasmSources,
  loadWasmFirmware,
  type WasmManifest,
  wasmManifestSchema,
  wasmPrebuiltDirectory,
} from '../src/node/wasm-firmware.ts';

const firmware = firmwareDirectory();
const directory = wasmPrebuiltDirectory(firmware);
const manifestPath = join(directory, 'manifest.json');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function emcc(args: readonly string[]): void {
  execFileSync('emcc', args, { cwd: firmware, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** First line of `emcc --version`; undefined where there is none. */
function compilerVersion(): string | undefined {
  try {
    return execFileSync('emcc', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )[0];
  } catch {
    return undefined;
  }
}

async function build(id: WasmBuildId): Promise<Uint8Array> {
  const { directories, without, memorySource, includeDirectories, flags, generated } = wasmBuilds[id];
  const sources = (await listSources(firmware, directories)).filter((source) => !without.includes(source));
  const includes = includeDirectories.map((path) => `-I${path}`);
  return withTemporaryDirectory(async (temporary) => {
    const [object, registry, wasm] = ['memory.o', 'registry.c', 'firmware.wasm'].map((name) => join(temporary, name));
    await writeFile(registry!, generated);
    emcc(['-Os', '-fno-builtin', '-c', memorySource, '-o', object!]);
    emcc([...flags, ...includes, ...sources, object!, registry!, '-o', wasm!]);
    return new Uint8Array(await readFile(wasm!));
  });
}

async function buildAll(compiler: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const modules: Partial<WasmManifest['modules']> = {};
  for (const id of wasmBuildIds) {
    const bytes = await build(id);
    files.set(`${id}.wasm`, bytes);
    modules[id] = { sha256: sha256(bytes), sourceHash: await hashWasmSources(firmware, id), sizeBytes: bytes.length };
    console.error(`${id}.wasm: ${bytes.length} bytes`);
  }
  const manifest = wasmManifestSchema.parse({ compiler, modules });
  return files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`));
}

/** Names of modules that are not what the manifest says, or were made from other sources. */
async function staleModules(manifest: WasmManifest): Promise<string[]> {
  const stale: string[] = [];
  for (const id of wasmBuildIds) {
    const bytes = await loadWasmFirmware(id);
    const { sha256: expected, sourceHash } = manifest.modules[id];
    if (sha256(bytes) !== expected || (await hashWasmSources(firmware, id)) !== sourceHash) stale.push(`${id}.wasm`);
  }
  return stale;
}

async function check(compiler: string | undefined): Promise<void> {
  const manifest = wasmManifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')));
  const wrong = await staleModules(manifest);
  if (wrong.length === 0 && compiler === manifest.compiler) {
    for (const id of wasmBuildIds) {
      if (sha256(await build(id)) !== manifest.modules[id].sha256) wrong.push(`${id}.wasm`);
    }
  }
  if (wrong.length > 0) throw new Error(`${wrong.join(', ')}: run \`npm run prebuilt\` with ${manifest.compiler}`);
}

try {
  const compiler = compilerVersion();
  if (process.argv.includes('--check')) await check(compiler);
  else {
    if (compiler === undefined) throw new Error('emcc was not found: install emscripten');
    const files = await buildAll(compiler);
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    for (const [name, bytes] of files) await writeFile(join(directory, name), bytes);
  }
} catch (error) {
  console.error(`build-wasm-prebuilt: ${(error as Error).message}`);
  process.exitCode = 1;
}
