import { fileURLToPath } from 'node:url';
import { defineConfig, type Rolldown } from 'vite';
import { repositoryAssets } from './build/assets.ts';
import { offline } from './build/offline.ts';
import { preload } from './build/preload.ts';

/** Packages of the public API that ask for modules of node: what of them the page has in it never does. */
const asksForNode =
  /has been externalized for browser compatibility, imported by ".*node_modules\/(make-dir|junit-report-builder|@colors\/colors)\//;

const onwarn = (warning: Rolldown.RolldownLog, warn: (log: Rolldown.RolldownLog) => void): void => {
  if (!asksForNode.test(warning.message)) warn(warning);
};

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
    rolldownOptions: { onwarn, checks: { pluginTimings: false } },
  },
});
