// `npm start`: the main job on the bundled models. Needs node only: no compiler, no board.
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureNodePackages } from './setup/node-packages.mjs';

const models = ['models/mnist-cnn/ptq-int8.tflite', 'models/mnist-cnn/float32.tflite'];

try {
  ensureNodePackages();
  ensureBuilt();
} catch (error) {
  console.error(`preflash: ${error.message}`);
  process.exit(2);
}

for (const model of models) {
  const args = ['dist/cli/main.js', 'run', model, '--device', 'stm32l475vg'];
  console.log(`\n$ npx preflash ${args.slice(1).join(' ')}\n`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 3);
}
