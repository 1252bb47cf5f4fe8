// `npm start`: the main job on the bundled models. Needs node only: no compiler, no board.
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureNodePackages } from './setup/node-packages.mjs';

/** What is shown, and how it ends: one of the two networks is over its budget, and says so. */
const commands = [
  { args: ['run', 'models/mnist-cnn/ptq-int8.tflite', '--device', 'stm32l475vg'], exitCode: 0 },
  { args: ['check', '--config', 'examples/digits/preflash.config.json'], exitCode: 1 },
];

try {
  ensureNodePackages();
  ensureBuilt();
} catch (error) {
  console.error(`preflash: ${error.message}`);
  process.exit(2);
}

for (const { args, exitCode } of commands) {
  console.log(`\n$ npx preflash ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], { stdio: 'inherit' });
  if (status !== exitCode) process.exit(status || 3);
}
