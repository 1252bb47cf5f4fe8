// Compiles wasm/ to dist/wasm and src/ to dist/. With --if-stale it does nothing while the sources are unchanged.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from './setup/node-packages.mjs';

const sources = ['src', 'wasm', 'tsdown.config.ts', 'package.json', 'package-lock.json'];
const stamp = 'dist/.sources.sha256';

function* filesBelow(path) {
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  for (const entry of entries) if (entry.isFile()) yield join(entry.parentPath ?? entry.path, entry.name);
}

function sourceHash() {
  const hash = createHash('sha256');
  const files = sources.flatMap((path) => (/\.\w+$/.test(path) ? [path] : [...filesBelow(path)])).sort();
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/** What is bundled into dist/ and not a dependency keeps its licence beside it. */
function shipNotices() {
  const bundled = ['echarts/LICENSE', 'echarts/NOTICE', 'zrender/LICENSE'];
  mkdirSync('dist/licenses', { recursive: true });
  for (const file of bundled) copyFileSync(join('node_modules', file), join('dist/licenses', file.replace('/', '-')));
}

const hash = sourceHash();
const upToDate = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
if (!(process.argv.includes('--if-stale') && upToDate)) {
  console.error('preflash: compiling the simulators and the command line');
  runOrThrow('npm', ['run', '--silent', 'build:wasm']);
  runOrThrow('npm', ['run', '--silent', 'build:ts']);
  shipNotices();
  writeFileSync(stamp, hash);
}
