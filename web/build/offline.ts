import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/**
 * What is kept for use without a network: the page's own code, the simulators, all that an estimate takes, and the
 * firmware of the sample it opens with. Other images, samples and the interpreter of TensorFlow Lite are kept when they
 * were used.
 */
const always =
  /^(index\.html|assets\/(?!tflite|.*\.map$).*|wasm\/.*|firmware\/(avr\/)?prebuilt\/manifest\.json|firmware\/wasm\/prebuilt\/.*)$/;
const openingSample =
  /^(models\/mnist-dense\/w32-(float32\.tflite|weights\.h)|firmware\/prebuilt\/stm32l475vg\/cmsis-nn-Os\..*|firmware\/avr\/prebuilt\/atmega4809-dense-Os\..*)$/;
/** Copied by Vite as they are. */
const publicFiles = ['icon.svg', 'manifest.webmanifest'];

/** Writes the service worker, whose version is that of all files together. */
export function offline(): Plugin {
  return {
    name: 'preflash-offline',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const names = Object.keys(bundle).sort();
        const hash = createHash('sha256');
        for (const name of names) {
          const file = bundle[name]!;
          hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
        }
        const kept = names.filter((name) => always.test(name) || openingSample.test(name));
        const files = ['./', ...kept.filter((name) => name !== 'index.html'), ...publicFiles];
        const template = await readFile(fileURLToPath(new URL('service-worker.js', import.meta.url)), 'utf8');
        const source = template
          .replace('__VERSION__', `preflash-${hash.digest('hex').slice(0, 16)}`)
          .replace('__FILES__', JSON.stringify(files));
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}
