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
    // A file of its own: it is what a worker thread is started with.
    'node/measure-worker': 'src/node/measure-worker.ts',
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
