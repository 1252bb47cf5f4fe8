import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileError } from './errors.ts';

const landmark = join('firmware', 'README.md');

/**
 * Directory of the preflash package: the nearest one above this module that has `firmware/`. The same for the source
 * tree (`src/node/`), for the bundle (`dist/`, however it is split), and for an installed package.
 *
 * @throws FileError when the package was installed without its firmware
 */
export function packageRoot(moduleUrl: string = import.meta.url): string {
  const start = dirname(fileURLToPath(moduleUrl));
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, landmark))) return directory;
    if (directory === dirname(directory)) break;
  }
  throw new FileError({ where: start, what: 'no firmware/ above this directory', advice: 'Reinstall preflash.' });
}
