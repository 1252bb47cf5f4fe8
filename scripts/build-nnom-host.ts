/**
 * Builds the NNoM-API runtime for the host, as a WebAssembly module: what an AVR's answer is compared with.
 *
 *   npx tsx scripts/build-nnom-host.ts     writes firmware/avr/host/nnom-host.wasm and .json
 *
 * Needs clang 14 with its WebAssembly linker and library (Debian: clang-14 lld-14 wasi-libc libclang-rt-14-dev-wasm32).
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSources } from '../src/node/firmware-sources.ts';
import { hashNnomHostSources, nnomHostPaths, nnomHostSourceDirectories } from '../src/node/nnom-host.ts';
import { firmwareDirectory } from '../src/node/prebuilt.ts';

const clang = 'clang-14';
const flags = ['--target=wasm32-wasi', '-Oz', '-std=gnu11', '-Wall', '-Wextra', '-mexec-model=reactor'];
const includes = ['-Iavr', '-Iavr/include'];

const firmware = firmwareDirectory();
const { wasm, manifest } = nnomHostPaths(firmware);
const sources = await listSources(firmware, nnomHostSourceDirectories);
execFileSync(clang, [...flags, ...includes, ...sources, '-Wl,--strip-all', '-o', wasm], {
  cwd: firmware,
  stdio: 'inherit',
});
const compiler = execFileSync(clang, ['--version'], { encoding: 'utf8' }).split('\n')[0];
const sourceHash = await hashNnomHostSources(firmware);
writeFileSync(manifest, `${JSON.stringify({ compiler, flags, sourceHash }, undefined, 2)}\n`);
console.error(join(wasm));
