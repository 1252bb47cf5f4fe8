import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { repositoryAssets } from './build/assets.ts';
import { offline } from './build/offline.ts';
import { preload } from './build/preload.ts';

/** The playground: static files with relative paths, which any host can serve from any folder. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [repositoryAssets(), preload(), offline()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Its browser build is a script that sets a global.
  resolve: { alias: { 'nrf-intel-hex': 'nrf-intel-hex/intel-hex.js' } },
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The preload helper would set inline styles, which the content-security policy forbids.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1024,
  },
});
