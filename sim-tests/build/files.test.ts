import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInputFile } from '../../src/node/files.ts';
import { packageRoot } from '../../src/node/package-root.ts';

describe('readInputFile', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'preflash-files-'));
    await writeFile(join(directory, 'four'), Uint8Array.of(1, 2, 3, 4));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('reads all of a file', async () => {
    expect(await readInputFile(join(directory, 'four'), 4)).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  it.each([
    ['absent', /absent: there is no such file/],
    ['four/inside', /there is no such file/],
    ['.', /: this is a directory\. Name a file/],
  ])('says what is wrong with %s', async (name, message) => {
    await expect(readInputFile(join(directory, name))).rejects.toThrow(message);
  });

  it('refuses a device and a file that is too large', async () => {
    await expect(readInputFile('/dev/null')).rejects.toThrow(/not a regular file/);
    await expect(readInputFile(join(directory, 'four'), 3)).rejects.toThrow(/has 4 bytes, more than the 3/);
  });
});

describe('packageRoot', () => {
  it('is found from the sources and from any depth of the bundle', () => {
    const root = packageRoot();
    for (const module of ['src/node/x.ts', 'dist/x.js', 'dist/cli/main.js']) {
      expect(packageRoot(`file://${root}/${module}`)).toBe(root);
    }
  });

  it('says so when the firmware is missing', () => {
    expect(() => packageRoot('file:///usr/lib/x.js')).toThrow(/no firmware\/ above this directory/);
  });
});
