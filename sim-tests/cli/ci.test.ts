import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ending, runCompositeAction } from './support/composite-action.ts';
import { type CommentServer, commentServer } from './support/github-comments.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const repository = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const bundled = (name: string): string => join(repository, 'models', 'mnist-cnn', `${name}.tflite`);

/** A project of someone: one budget that holds, one that does not. */
function project(name: string, latency: string): string {
  const workspace = join(directory, name);
  mkdirSync(join(workspace, 'firmware'), { recursive: true });
  const limits = { flash: '64 KiB', latency };
  const budgets = [{ name: 'digits', model: bundled('channels-6-ptq-int8'), device: 'stm32l475vg', limits }];
  writeInto(join(workspace, 'firmware'), 'preflash.config.json', JSON.stringify({ budgets }, null, 2));
  return workspace;
}

describe('the GitHub Action, step by step as action.yml says', () => {
  let server: CommentServer;
  beforeAll(async () => {
    server = await commentServer(120);
  });
  afterAll(() => server.close());

  const event = () => writeInto(directory, 'event.json', JSON.stringify({ pull_request: { number: 7 } }));
  const job = (workspace: string, more: object = {}) => ({
    actionPath: repository,
    workspace,
    temporary: join(workspace, 'runner-temp'),
    eventName: 'pull_request',
    inputs: { 'working-directory': 'firmware' },
    env: { GITHUB_API_URL: server.url, GITHUB_REPOSITORY: 'me/app', GITHUB_EVENT_PATH: event() },
    ...more,
  });

  it('installs, caches, checks, writes summary, annotations and reports, and one comment', async () => {
    const workspace = project('passing', '1 s');
    const result = await runCompositeAction(job(workspace));
    expect(result.ran).toEqual([
      'actions/setup-node@v4',
      ...['Keep preflash', 'Keep results', 'Install preflash', 'Check budgets', 'Comment', 'Verdict'],
    ]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { 'exit-code': '0' } });
    expect(result.summary).toContain('preflash: PASS, 1 budget inside the limits');
    const reports = result.outputs['report-directory'] ?? '';
    for (const file of ['check.json', 'check.md', 'check.xml', 'check.html'])
      expect(existsSync(join(reports, file))).toBe(true);
    expect(server.comments).toHaveLength(121);
    expect(server.comments.at(-1)?.body).toMatch(/^<!-- preflash: preflash -->\n### .* PASS/);
  });

  it('updates that comment, annotates the line, and fails the job when a budget is exceeded', async () => {
    const result = await runCompositeAction(job(project('failing', '1 ms')));
    expect(result).toMatchObject({ exitCode: 1, outputs: { 'exit-code': '1' } });
    expect(result.output).toContain('::error file=firmware/preflash.config.json,line=9,col=9,title=digits');
    expect(server.comments).toHaveLength(121);
    expect(server.comments.at(-1)?.body).toContain('FAIL, 1 of 1 budget over the limits');
  });

  it('from a fork, where the token may only read, gives the same verdict without a comment', async () => {
    server.mayWrite = false;
    const before = server.comments.at(-1)?.body;
    const result = await runCompositeAction(job(project('fork', '1 s')));
    server.mayWrite = true;
    expect(result.exitCode).toBe(0);
    expect(result.output).toContain('::notice title=preflash::No comment, this job may not write');
    expect(server.comments.at(-1)?.body).toBe(before);
  });

  it('does not comment on a push, or where it is not wanted', async () => {
    const workspace = project('push', '1 s');
    const asked = server.requests.length;
    expect((await runCompositeAction(job(workspace, { eventName: 'push' }))).ran).not.toContain('Comment');
    const silent = { 'working-directory': 'firmware', comment: 'false' };
    expect((await runCompositeAction(job(workspace, { inputs: silent }))).ran).not.toContain('Comment');
    expect(server.requests.length).toBe(asked);
  });

  it('tells of a configuration that cannot be read, and ends with 2', async () => {
    const workspace = project('broken', '1 apple');
    const result = await runCompositeAction(job(workspace));
    expect(result).toMatchObject({ exitCode: 2, outputs: { 'exit-code': '2' } });
    expect(result.summary).toContain('preflash.config.json:9:9: budgets[0].limits.latency');
    expect(server.comments.at(-1)?.body).toContain('no result');
  });

  it('passes config, baseline, strict and shard on', async () => {
    const workspace = project('inputs', '1 s');
    const inputs = { config: 'firmware/preflash.config.json', strict: 'true', shard: '1/2', comment: 'false' };
    const result = await runCompositeAction(job(workspace, { inputs }));
    const report = JSON.parse(readFileSync(join(workspace, 'runner-temp/preflash-reports/check.json'), 'utf8'));
    expect(result.exitCode).toBe(0);
    expect(report).toMatchObject({ strict: true, shard: { index: 1, count: 2 } });
    const missing = { ...inputs, baseline: 'nowhere.json' };
    expect((await runCompositeAction(job(workspace, { inputs: missing }))).output).toContain(
      'nowhere.json: there is no such file',
    );
  });
});

/** The fenced blocks of a language in a document. */
function blocks(document: string, language: string): string[] {
  const text = readFileSync(join(repository, document), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block]) => block ?? '');
}

describe('the snippets of the documents, as they are written', () => {
  it('the steps of the README end as its check does: one budget is exceeded', async () => {
    const [snippet = ''] = blocks('README.md', 'yaml').filter((block) => block.includes('uses: ./'));
    const steps: { uses?: string; with?: Record<string, string> }[] = parse(snippet);
    const own = steps.find(({ uses }) => uses === './');
    const temporary = join(directory, 'readme');
    const result = await runCompositeAction({
      actionPath: repository,
      workspace: repository,
      temporary,
      inputs: own?.with ?? {},
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { 'exit-code': '1' } });
    expect(result.summary).toContain('digits, float');
  });

  it('the job of GitLab runs the check and leaves its reports', async () => {
    const [snippet = ''] = blocks('docs/ci.md', 'yaml').filter((block) => block.includes('.gitlab-ci.yml'));
    const { budgets } = parse(snippet);
    // Not installed again here: npm test has done that.
    const script: string[] = budgets.script.filter((line: string) => line !== 'npm ci');
    const variables = { PREFLASH_CACHE_DIR: join(directory, 'gitlab-cache') };
    const workspace = join(directory, 'gitlab');
    mkdirSync(workspace);
    const lines = script.map((line) =>
      line.replaceAll('=preflash.', `=${workspace}/preflash.`).replace('npm run build', 'npm run build:if-stale'),
    );
    const { exitCode } = await ending('bash', ['-e', '-c', lines.join('\n')], repository, {
      ...process.env,
      ...variables,
    });
    expect(exitCode).toBe(1);
    for (const file of [...budgets.artifacts.paths, budgets.artifacts.reports.junit])
      expect(existsSync(join(workspace, file))).toBe(true);
  });

  it('the configuration of docs/ci.md keeps its schema', async () => {
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    const validate = new Ajv2020({ strict: false }).compile(
      JSON.parse(readFileSync(join(repository, 'src/budget/config.schema.json'), 'utf8')),
    );
    validate(JSON.parse(blocks('docs/ci.md', 'json')[0] ?? ''));
    expect(validate.errors).toBeNull();
  });
});
