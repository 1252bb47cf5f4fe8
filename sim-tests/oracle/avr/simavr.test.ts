import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSameResults } from './compare-vectors.ts';
import type { VectorPart } from './vectors.ts';

const shared = { timing: 'avre', ioBase: 0x20, gpior0: 0x1e, hasRampz: true } as const;

const parts: readonly VectorPart[] = [
  { ...shared, name: 'atmega1284p', programBytes: 0x20000, ramStart: 0x100, ramEnd: 0x4100, has22BitPc: false },
  { ...shared, name: 'atmega2560', programBytes: 0x40000, ramStart: 0x200, ramEnd: 0x2200, has22BitPc: true },
];

describe('AVRe+ instructions leave what simavr leaves, in as many cycles', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'preflash-simavr-'));
  const runner = join(scratch, 'simavr-vectors');

  beforeAll(() => {
    const source = new URL('./simavr-vectors.c', import.meta.url).pathname;
    const flags = ['-O2', '-Wall', '-Werror', source, '-o', runner, '-lsimavr', '-lelf'];
    expect(spawnSync('gcc', flags, { encoding: 'utf8' }).stderr).toBe('');
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test.each(parts)('$name', (part) => expectSameResults(part, 300, [runner]));
});
