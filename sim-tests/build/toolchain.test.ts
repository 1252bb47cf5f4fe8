import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findToolchain } from '../../src/node/toolchain.ts';

describe('findToolchain', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'preflash-toolchain-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const fakeCompiler = async (name: string, script: string): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  };

  it('finds the compiler on the PATH and its version', async () => {
    const { gcc, version } = await findToolchain();
    expect(gcc).toBe('arm-none-eabi-gcc');
    expect(version).toMatch(/^arm-none-eabi-gcc .*\d+\.\d+\.\d+/);
  });

  it('prefers the compiler PREFLASH_ARM_GCC names', async () => {
    const gcc = await fakeCompiler(
      'my-gcc',
      'case "$1" in -dumpmachine) echo arm-none-eabi;; --version) echo my-gcc 99; echo more;; *) echo /x/nano.specs;; esac',
    );
    expect(await findToolchain({ ...process.env, PREFLASH_ARM_GCC: gcc })).toEqual({ gcc, version: 'my-gcc 99' });
  });

  it('says how to install a compiler that is missing', async () => {
    const search = findToolchain({ PATH: directory });
    await expect(search).rejects.toMatchObject({ reason: 'no-toolchain' });
    await expect(search).rejects.toThrow(/^arm-none-eabi-gcc: this compiler was not found\..*apt-get install gcc-arm-/);
    await expect(search).rejects.toThrow(/brew install .*PREFLASH_ARM_GCC/);
  });

  it('refuses a compiler for another machine', async () => {
    const gcc = await fakeCompiler('host-gcc', 'echo x86_64-linux-gnu');
    await expect(findToolchain({ ...process.env, PREFLASH_ARM_GCC: gcc })).rejects.toThrow(
      /host-gcc: this compiler makes code for x86_64-linux-gnu, not arm-none-eabi/,
    );
  });

  it('refuses a compiler without its C library', async () => {
    const gcc = await fakeCompiler(
      'bare-gcc',
      'case "$1" in -print*) echo nano.specs;; -dump*) echo arm-none-eabi;; *) echo 1;; esac',
    );
    await expect(findToolchain({ ...process.env, PREFLASH_ARM_GCC: gcc })).rejects.toThrow(/newlib-nano, is missing/);
  });
});
