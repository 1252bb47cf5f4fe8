import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type ReporterName, reporterNames, reporters } from '../../src/report/check/reporters.ts';
import type { CheckReport } from '../../src/report/check/schema.ts';
import { checkOf, situations } from './support/reports.ts';

const states = Object.keys(situations);
const everything = checkOf(states);

async function rendered(name: ReporterName, report: CheckReport): Promise<string> {
  const render = await reporters[name].load();
  return render(report, { color: false, configFile: 'firmware/preflash.config.json' });
}

/** Drawings are looked at apart: they have numbers of the drawing library in them. */
const withoutDrawings = (html: string): string => html.replace(/<svg [\s\S]*?<\/svg>/g, '<svg/>');

describe.each(reporterNames)('reporter %s', (name) => {
  it.each(states)('tells of a budget that is %s', async (state) => {
    const text = await rendered(name, checkOf([state]));
    expect(name === 'html' ? withoutDrawings(text) : text).toMatchSnapshot();
  });

  it('tells of all of them in one, every budget by its name', async () => {
    const text = await rendered(name, everything);
    const told = name === 'benchmark-action' ? states.filter((state) => state !== 'crashing') : states;
    // Annotations are for what is not as it should be.
    for (const state of told) if (name !== 'github' || state !== 'passing') expect(text).toContain(state);
  });
});

describe('the verdict', () => {
  it.each([
    [['passing'], 'pass', 0],
    [['passing', 'warning'], 'warn', 0],
    [['passing', 'uncertain'], 'uncertain', 0],
    [['failing', 'warning'], 'fail', 1],
    [['failing', 'crashing', 'passing'], 'error', 3],
  ])('of %j is %s, exit code %d', (names, status, exitCode) => {
    expect(checkOf(names)).toMatchObject({ status, exitCode, pass: exitCode === 0 });
  });

  it('of what is uncertain is a failure under --strict', () => {
    expect(checkOf(['uncertain'], true)).toMatchObject({ status: 'fail', exitCode: 1, pass: false });
  });

  it('is the first word of the text', async () => {
    for (const [state, word] of Object.entries({
      passing: 'PASS',
      warning: 'WARN',
      failing: 'FAIL',
      crashing: 'ERROR',
    })) {
      expect(await rendered('text', checkOf([state]))).toMatch(new RegExp(`^${word} `));
    }
  });
});

describe('a limit that is not kept', () => {
  const [grown, late, ofLayer] = checkOf(['failing']).budgets[0]!.verdict.checks;

  it('has actual, limit and excess', () => {
    expect(late).toMatchObject({ name: 'latency', actual: 1, limit: 0.5, excess: 0.5, usedPercent: 200 });
    expect(grown).toMatchObject({ name: 'flash', actual: 20_480, baseline: 16_384, status: 'fail' });
    expect(grown?.limit).toBeCloseTo(1.1 * 16_384);
  });

  it('names the layer that grew most since the baseline: layer 0, from 0.4 to 0.8 ms', () => {
    expect(late?.cause).toEqual({ kind: 'layer', name: 'layer 0 (CONV_2D)', before: 0.4, after: 0.8 });
    expect(ofLayer?.layer).toMatchObject({ index: 0, op: 'CONV_2D' });
  });

  it('names the symbol that grew most where no layer did: convolve, from 4 to 8 KiB', () => {
    expect(grown?.cause).toEqual({ kind: 'symbol', name: 'convolve', before: 4096, after: 8192 });
  });

  it('stands at a line of the configuration', () => {
    expect(late?.location).toEqual({ file: 'preflash.config.json', line: 9, column: 9 });
  });

  it('comes with the symbols that changed', () => {
    expect(checkOf(['failing']).budgets[0]?.symbolChanges).toMatchObject([
      { symbol: 'convolve', before: 4096, after: 8192, difference: 4096 },
    ]);
  });
});

describe('JUnit', () => {
  const schema = fileURLToPath(new URL('support/junit.xsd', import.meta.url));

  it.each([...states, 'all'])('of %s is valid', async (state) => {
    const xml = await rendered('junit', state === 'all' ? everything : checkOf([state]));
    expect(() =>
      execFileSync('xmllint', ['--noout', '--schema', schema, '-'], { input: xml, stdio: 'pipe' }),
    ).not.toThrow();
  });

  it('has a failure for each limit exceeded and an error for what crashed', async () => {
    const xml = await rendered('junit', everything);
    expect(xml.match(/<failure /g)).toHaveLength(3);
    expect(xml.match(/<error /g)).toHaveLength(1);
  });
});

describe('JSON', () => {
  const schema = JSON.parse(readFileSync(new URL('../../src/report/check/check.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);

  it.each(states)('of a budget that is %s keeps its schema', async (state) => {
    validate(JSON.parse(await rendered('json', checkOf([state]))));
    expect(validate.errors).toBeNull();
  });
});

describe('CSV', () => {
  it("is read by Python's csv module: a line a limit, as many cells in each as in the first", async () => {
    const program =
      'import csv, io, json, sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.read(), newline="")))))';
    const input = await rendered('csv', everything);
    const rows: string[][] = JSON.parse(execFileSync('python3', ['-c', program], { input, encoding: 'utf8' }));
    const limits = everything.budgets.reduce((sum, { verdict }) => sum + Math.max(1, verdict.checks.length), 0);
    expect(rows).toHaveLength(1 + limits);
    expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([rows[0]?.length]));
    expect(rows.at(-1)?.at(-1)).toContain('undefined instruction 0xDE00, a < b | c');
  });
});

describe('GitHub', () => {
  it('annotates the line of the limit in the file as the repository has it', async () => {
    const text = await rendered('github', checkOf(['failing']));
    expect(text).toContain(
      '::error file=firmware/preflash.config.json,line=9,col=9,title=failing (stm32l475vg)%3A latency::',
    );
    for (const line of text.split('\n')) expect(line).toMatch(/^::(error|warning|notice) [^\r\n]+::[^\r\n]+$/);
  });
});

describe('the page', () => {
  it('loads nothing and runs nothing', async () => {
    const html = await rendered('html', everything);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|url\(|@import/i);
    const links = html.match(/href="[^"]*"/g) ?? [];
    expect(links.every((link) => link.startsWith('href="#'))).toBe(true);
  });

  it('has a drawing of cycles and one of memory for each budget with figures, and one against the baseline', async () => {
    const html = await rendered('html', checkOf(['failing']));
    expect(html.match(/<svg role="img" aria-label="[^"]*"/g)).toEqual([
      '<svg role="img" aria-label="Cycles by layer, and what they went into"',
      '<svg role="img" aria-label="Flash by layer"',
      '<svg role="img" aria-label="Flash and RAM by kind"',
      '<svg role="img" aria-label="Cycles by layer, against the baseline"',
    ]);
  });

  it('shows names as text, whatever is in them', async () => {
    const report = checkOf(['crashing']);
    const html = await rendered('html', { ...report, budgets: [{ ...report.budgets[0]!, name: '<b>"&' }] });
    expect(html).toContain('&lt;b&gt;&quot;&amp;');
    expect(html).not.toContain('<b>"');
  });
});
