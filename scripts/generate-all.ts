// `npm run generate`: every file that is made from another. CI runs it and fails if anything differs.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const here = new URL('.', import.meta.url).pathname;
const generators = readdirSync(here)
  .filter((name) => /^generate-(?!all).*\.ts$/.test(name))
  .sort();

for (const generator of generators) {
  const { status } = spawnSync('npx', ['--no-install', 'tsx', here + generator], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`scripts/${generator} failed`);
}
