import { realpath } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { buildBaseline } from '../report/check/build-baseline.ts';
import type { Outcome } from '../report/check/build-check.ts';
import type { LoadedBaseline } from './baseline-file.ts';
import type { LoadedConfig } from './config-file.ts';
import { GitError } from './errors.ts';
import { type MeasureHooks, measureBudgets } from './measure-budgets.ts';
import { type ProcessResult, runProcess } from './run-process.ts';
import { withTemporaryDirectory } from './temporary-directory.ts';

/** Lines of a failed build that are shown. */
const linesShown = 15;

/**
 * Measures what a commit has: its files are checked out beside the project, built there with the configuration's
 * `build`, and measured as today's configuration says. Budgets that cannot be measured there are not in the baseline.
 *
 * @throws GitError when there is no such commit, or its build fails
 */
export async function baselineAtRef(config: LoadedConfig, ref: string, hooks: MeasureHooks): Promise<LoadedBaseline> {
  const folder = await realpath(dirname(config.path));
  const root = await git(folder, ['rev-parse', '--show-toplevel'], 'this is not in a git repository');
  const commit = await git(
    folder,
    ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`],
    `there is no commit "${ref}"`,
  );
  return withTemporaryDirectory(async (directory) => {
    const tree = join(directory, 'tree');
    await git(root, ['worktree', 'add', '--detach', '--force', tree, commit], `"${ref}" cannot be checked out`);
    try {
      const there = join(tree, relative(root, folder));
      hooks.onProgress?.(`building ${ref}`);
      await build(config.build, there, ref, hooks.signal);
      const ordered = config.budgets.map((budget, order) => ({ order, budget }));
      const outcomes = await measureBudgets(ordered, { path: join(there, 'config') }, hooks);
      const measured = outcomes.flatMap((outcome) => ('measurement' in outcome ? [outcome] : []));
      if (measured.length === 0) throw nothingMeasured(ref, outcomes[0]);
      return { source: ref, content: buildBaseline(measured, commit) };
    } finally {
      await runProcess('git', ['worktree', 'remove', '--force', tree], { cwd: root });
    }
  });
}

function nothingMeasured(ref: string, first: Outcome | undefined): GitError {
  const why = first !== undefined && 'failure' in first ? first.failure.message : 'the configuration has none';
  const advice = 'Choose a commit that has the files of a budget, and give "build" if they are built.';
  return new GitError({ where: ref, what: `no budget can be measured at this commit (${why})`, advice });
}

async function git(cwd: string, args: readonly string[], what: string): Promise<string> {
  const { exitCode, stdout, stderr } = await start('git', args, cwd);
  if (exitCode === 0) return stdout.trim();
  const [reason = ''] = stderr.trim().split('\n');
  throw new GitError({
    where: cwd,
    what: reason === '' ? what : `${what} (${reason})`,
    advice: 'Name a branch, tag or commit that is here; in CI, fetch it first (actions/checkout: fetch-depth: 0).',
  });
}

async function build(
  command: string | undefined,
  cwd: string,
  ref: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (command === undefined) return;
  const { exitCode, stdout, stderr } = await start('/bin/sh', ['-c', command], cwd, signal);
  if (exitCode === 0) return;
  const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-linesShown);
  throw new GitError({
    where: `"${command}" at ${ref}`,
    what: `the build failed (exit code ${exitCode ?? 'none'}):\n${lines.join('\n')}`,
    advice: 'Correct "build" in the configuration: it runs in its folder, with the files of that commit alone.',
  });
}

async function start(
  command: string,
  args: readonly string[],
  cwd: string,
  signal?: AbortSignal,
): Promise<ProcessResult> {
  try {
    return await runProcess(command, args, { cwd, ...(signal && { signal }) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const what = `it cannot be started (${(cause as Error).message})`;
    throw new GitError({ where: command, what, advice: 'Install it, or leave --against out.' });
  }
}
