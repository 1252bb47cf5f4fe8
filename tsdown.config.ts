import { defineConfig } from 'tsdown';

/**
 * The command line, the public API, and what needs node. Dependencies stay dependencies. Types are for the package
 * alone (`--dts`): making them takes longer than everything else.
 */
export default defineConfig({
  entry: {
    'cli/main': 'src/cli/main.ts',
    index: 'src/index.ts',
    'node/index': 'src/node/index.ts',
    // Files of their own: they are what worker threads are started with.
    'node/measure-worker': 'src/node/measure-worker.ts',
    'node/accuracy-worker': 'src/node/accuracy-worker.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  // Not dist/wasm, which another step makes.
  clean: ['dist/cli', 'dist/node', 'dist/chunks', 'dist/index.*'],
  outputOptions: { chunkFileNames: 'chunks/[name].js' },
});
