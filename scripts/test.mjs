// `npm test`: installs what the suites need, builds, and runs them. Arguments go to Vitest: `npm test -- --project timing`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianTools } from './setup/debian-tools.mjs';
import { ensureBuilt, ensureNodePackages } from './setup/node-packages.mjs';
import { ensurePythonTools } from './setup/python-tools.mjs';

try {
  ensureNodePackages();
  ensureDebianTools();
  ensurePythonTools();
  ensureBuilt();
} catch (error) {
  console.error(`preflash: ${error.message}`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'preflash-test-'));
const results = join(scratch, 'results.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, vitest, { stdio: 'inherit' });

try {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'));
  console.log(`preflash: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(status ?? 1);
