import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One folder or file of the repository that the page loads on demand. */
interface AssetSource {
  readonly from: string;
  /** Where it is below the page. */
  readonly to: string;
  readonly names: RegExp;
}

const demanglerPackage = createRequire(import.meta.url).resolve('gecko-profiler-demangle/index_bg.wasm');

const sources: readonly AssetSource[] = [
  { from: join(root, 'dist/wasm'), to: 'wasm', names: /\.wasm$/ },
  { from: resolve(demanglerPackage, '..'), to: 'wasm', names: /^index_bg\.wasm$/ },
  { from: join(root, 'firmware/wasm/prebuilt'), to: 'firmware/wasm/prebuilt', names: /\.wasm$/ },
  { from: join(root, 'firmware/prebuilt'), to: 'firmware/prebuilt', names: /\.(elf|json)$/ },
  { from: join(root, 'firmware/avr/prebuilt'), to: 'firmware/avr/prebuilt', names: /\.(elf|json)$/ },
  { from: join(root, 'models'), to: 'models', names: /\.(tflite|h)$|^model\.json$/ },
];

/** A file the page may ask for, and where it is on disk. */
export interface Asset {
  readonly url: string;
  readonly path: string;
}

/** Every file the page may load on demand. */
export async function listAssets(): Promise<Asset[]> {
  const lists = await Promise.all(sources.map(listSource));
  return lists.flat().sort((a, b) => (a.url < b.url ? -1 : 1));
}

async function listSource({ from, to, names }: AssetSource): Promise<Asset[]> {
  const entries = await readdir(from, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { url: `${to}${path.slice(from.length).replaceAll('\\', '/')}`, path };
    });
}

const mimeTypes: Readonly<Record<string, string>> = { wasm: 'application/wasm', json: 'application/json' };

/** Simulators, prebuilt firmware and models: served from where they are, and copied into the built page. */
export function repositoryAssets(): Plugin {
  return {
    name: 'preflash-assets',
    async configureServer(server) {
      const assets = new Map((await listAssets()).map(({ url, path }) => [`/${url}`, path]));
      server.middlewares.use(async (request, response, next) => {
        const url = (request.url ?? '').replace(/\?.*$/, '');
        const path = assets.get(url);
        if (path === undefined) return next();
        response.setHeader('content-type', mimeTypes[url.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
        response.end(await readFile(path));
      });
    },
    async generateBundle() {
      for (const { url, path } of await listAssets()) {
        this.emitFile({ type: 'asset', fileName: url, source: await readFile(path) });
      }
    },
  };
}
