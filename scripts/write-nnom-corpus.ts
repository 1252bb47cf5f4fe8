/**
 * Writes the networks that NNoM 0.4.2 is calibrated with on an AVR, each as NAME.weights.h: what firmware is built from
 * that `preflash calibrate` fits a profile to.
 *
 *   npx tsx scripts/write-nnom-corpus.ts DIRECTORY
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nnom042Corpus } from './corpus/corpus.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('which directory?');
await mkdir(directory, { recursive: true });
for (const { name, bytes } of await nnom042Corpus()) {
  const file = name.replaceAll('/', '-').replace(/(-weights)?\.h$/, '.weights.h');
  await writeFile(join(directory, file), bytes);
}
