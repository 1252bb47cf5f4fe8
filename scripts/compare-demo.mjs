// `npm run compare:demo`: every bundled variant of mnist-cnn side by side, in the terminal and as compare-demo.html.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = 'models/mnist-cnn';
const page = join(tmpdir(), 'compare-demo.html');
const models = readdirSync(folder)
  .filter((name) => name.endsWith('.tflite'))
  .map((name) => join(folder, name));

const data = 'examples/digits/drawn';
const args = ['dist/cli/main.js', 'compare', ...models, '--device', 'stm32l475vg', '--data', data, '--report', page];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
console.log(`\nThe same as a page: ${page}`);
process.exit(status ?? 3);
