import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export interface ActionJob {
  /** Folder of the action, and where the job runs. */
  readonly actionPath: string;
  readonly workspace: string;
  /** Empty folder for what the runner writes. */
  readonly temporary: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly eventName?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActionResult {
  readonly exitCode: number;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly ran: readonly string[];
}

/**
 * Runs the steps of a composite action as the runner of GitHub does, those that are shell: inputs and contexts are put in,
 * `if` is decided, GITHUB_OUTPUT is read. The first step that fails ends it. Steps that use other actions are named.
 */
export async function runCompositeAction(job: ActionJob): Promise<ActionResult> {
  const action: Action = parse(readFileSync(join(job.actionPath, 'action.yml'), 'utf8'));
  mkdirSync(job.temporary, { recursive: true });
  const summaryPath = join(job.temporary, 'summary.md');
  const context = contextOf(action, job);
  const result = { exitCode: 0, output: '', ran: [] as string[] };
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !decided(step.if, context)) continue;
    result.ran.push(step.name ?? step.uses ?? '');
    if (step.run === undefined) continue;
    const { exitCode, output } = await runStep(step, job, context, summaryPath);
    result.output += output;
    result.exitCode = exitCode;
    if (exitCode !== 0) break;
  }
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [name, filledIn(value, context)]),
  );
  return { ...result, outputs, summary: existsSync(summaryPath) ? readFileSync(summaryPath, 'utf8') : '' };
}

type Context = Map<string, string>;

function contextOf(action: Action, { actionPath, temporary, inputs = {}, eventName = 'push' }: ActionJob): Context {
  const unknown = Object.keys(inputs).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(', ')}`);
  return new Map([
    ['github.action_path', actionPath],
    ['github.event_name', eventName],
    ['github.token', 'a-token'],
    ['runner.temp', temporary],
    ...Object.entries(action.inputs).map(([name, input]) => {
      const fallback = input.default?.includes('github.token') ? 'a-token' : (input.default ?? '');
      return [`inputs.${name}`, inputs[name] ?? fallback] as [string, string];
    }),
  ]);
}

/** `${{ inputs.config }}` -> its value. An expression that is not known is an error, not an empty text. */
function filledIn(text: string, context: Context): string {
  return text.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => {
    const value = context.get(name) ?? (name.startsWith('steps.') ? '' : undefined);
    if (value === undefined) throw new Error(`\${{ ${name} }} is not known`);
    return value;
  });
}

/** The conditions that action.yml is written with: `A == 'text'` and `startsWith(A, 'text')`, joined by `&&`. */
function decided(condition: string, context: Context): boolean {
  return condition.split('&&').every((part) => {
    const equal = /^\s*([\w.-]+) == '([^']*)'\s*$/.exec(part);
    if (equal !== null) return context.get(equal[1] ?? '') === equal[2];
    const starts = /^\s*startsWith\(([\w.-]+), '([^']*)'\)\s*$/.exec(part);
    if (starts !== null) return context.get(starts[1] ?? '')?.startsWith(starts[2] ?? '') === true;
    throw new Error(`the condition ${part} is not known`);
  });
}

async function runStep(step: Step, job: ActionJob, context: Context, summaryPath: string) {
  if (step.shell !== 'bash') throw new Error(`a composite action names the shell of each step: ${step.name}`);
  const outputPath = join(job.temporary, 'output.txt');
  writeFileSync(outputPath, '');
  const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, filledIn(value, context)]));
  const cwd = join(job.workspace, filledIn(step['working-directory'] ?? '.', context));
  const runner = { GITHUB_WORKSPACE: job.workspace, GITHUB_OUTPUT: outputPath, GITHUB_STEP_SUMMARY: summaryPath };
  // What GitHub runs `shell: bash` with.
  const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run ?? ''];
  const ended = await ending('bash', args, cwd, { ...process.env, ...runner, ...job.env, ...env });
  for (const line of readFileSync(outputPath, 'utf8').split('\n')) {
    const [name, ...value] = line.split('=');
    if (name !== '') context.set(`steps.${step.id}.outputs.${name}`, value.join('='));
  }
  return ended;
}

/** Runs a program to its end; what it prints on either stream is one text. */
export function ending(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, output }));
  });
}
