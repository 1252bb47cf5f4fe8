/** A program that works in a temporary directory until a signal ends it: started by temporary-directory.test.ts. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { withTemporaryDirectory } from '../../src/node/temporary-directory.ts';

await withTemporaryDirectory(async (directory) => {
  await writeFile(join(directory, 'half-written.o'), 'half');
  console.log('working');
  await setTimeout(60_000);
});
