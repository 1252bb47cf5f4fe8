import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompilePlan } from '../../src/build/plan.ts';
import { type CompileOptions, compileImage } from '../../src/node/compile.ts';
import { objectCache } from '../../src/node/object-cache.ts';
import { findToolchain } from '../../src/node/toolchain.ts';
import { tinyFirmware, tinyOps, tinyPlan } from './tiny-firmware.ts';

describe('compileImage', () => {
  let scratch: string;
  let outerTemporary: string | undefined;
  let plan: CompilePlan;
  let options: CompileOptions;

  /** Every file below the directories preflash writes to: its temporary one and its cache. */
  const filesLeft = async (): Promise<string[]> => {
    const entries = await readdir(scratch, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };

  const copyOfFirmware = async (name: string): Promise<string> => {
    const directory = join(outerTemporary ?? '', name);
    await cp(tinyFirmware, directory, { recursive: true });
    return directory;
  };

  beforeEach(async () => {
    outerTemporary = await mkdtemp(join(tmpdir(), 'preflash-compile-'));
    scratch = join(outerTemporary, 'scratch');
    await mkdir(join(scratch, 'tmp'), { recursive: true });
    process.env.TMPDIR = join(scratch, 'tmp');
    plan = await tinyPlan(tinyOps, 'Os');
    const cache = objectCache(join(scratch, 'cache'));
    options = { firmwareDirectory: tinyFirmware, toolchain: await findToolchain(), cache };
  });

  afterEach(async () => {
    delete process.env.TMPDIR;
    await rm(outerTemporary ?? '', { recursive: true });
  });

  it('gives the same bytes from another directory, and without the cache', async () => {
    const first = await compileImage(plan, options);
    const { cache: _, ...uncached } = options;
    const elsewhere = await compileImage(plan, {
      ...uncached,
      firmwareDirectory: await copyOfFirmware('a/longer/path'),
    });
    expect(Buffer.from(elsewhere.elf).equals(first.elf)).toBe(true);
    expect(elsewhere.linkMap).toEqual(first.linkMap);
    expect(Buffer.from(first.elf).includes(tmpdir())).toBe(false);
  });

  it('removes its temporary directory and keeps one object a source', async () => {
    const progress: string[] = [];
    await compileImage(plan, { ...options, onProgress: (ready, total) => progress.push(`${ready}/${total}`) });
    const total = plan.units.length + 1;
    expect(await filesLeft()).toHaveLength(total);
    expect(progress).toEqual(Array.from({ length: total }, (_, index) => `${index + 1}/${total}`));
    expect(await readdir(join(scratch, 'tmp'))).toEqual([]);
  });

  it('does not compile again what is in the cache', async () => {
    const before = await compileImage(plan, options);
    const gcc = join(scratch, 'linker-only');
    await writeFile(gcc, `#!/bin/sh\ncase " $* " in *" -c "*) exit 1;; esac\nexec arm-none-eabi-gcc "$@"\n`, {
      mode: 0o755,
    });
    const toolchain = { ...options.toolchain, gcc };
    const after = await compileImage(plan, { ...options, toolchain });
    expect(Buffer.from(after.elf).equals(before.elf)).toBe(true);
  });

  it('compiles again when a header, a flag or the compiler changed', async () => {
    const firmwareDirectory = await copyOfFirmware('firmware');
    const cached = async (): Promise<number> => (await filesLeft()).filter((name) => name.endsWith('.o')).length;
    const total = plan.units.length + 1;
    await compileImage(plan, { ...options, firmwareDirectory });
    const header = join(firmwareDirectory, 'stm32/ops/op.h');
    await writeFile(header, `${await readFile(header, 'utf8')}\n/* changed */\n`);
    await compileImage(plan, { ...options, firmwareDirectory });
    expect(await cached()).toBe(2 * total);
    await compileImage(await tinyPlan(tinyOps, 'O1'), { ...options, firmwareDirectory });
    expect(await cached()).toBe(3 * total);
    const toolchain = { ...options.toolchain, version: 'another' };
    await compileImage(plan, { ...options, firmwareDirectory, toolchain });
    expect(await cached()).toBe(4 * total);
  });

  it('names the source and the first error when the compiler refuses', async () => {
    const firmwareDirectory = await copyOfFirmware('firmware');
    await writeFile(join(firmwareDirectory, 'stm32/ops/reference/table.c'), 'int broken(void) { return nothing; }\n');
    const build = compileImage(plan, { ...options, firmwareDirectory });
    await expect(build).rejects.toThrow(/^stm32\/ops\/reference\/table\.c: .*'nothing' undeclared/);
    expect(await readdir(join(scratch, 'tmp'))).toEqual([]);
  });

  it('says what the linker misses', async () => {
    const missing = await tinyPlan([...tinyOps, 'pf_op_gather_int8'], 'Os');
    await expect(compileImage(missing, options)).rejects.toThrow(
      /^linking: .*undefined reference to `pf_op_gather_int8'/,
    );
  });

  it('leaves nothing half-written when it is interrupted, and works afterwards', async () => {
    const controller = new AbortController();
    const build = compileImage(plan, {
      ...options,
      signal: controller.signal,
      onProgress: (ready) => ready === 2 && controller.abort(),
    });
    await expect(build).rejects.toThrow(/abort/i);
    expect(await readdir(join(scratch, 'tmp'))).toEqual([]);
    expect((await filesLeft()).filter((name) => !name.endsWith('.o'))).toEqual([]);
    const { cache: _, ...uncached } = options;
    const [resumed, fresh] = [await compileImage(plan, options), await compileImage(plan, uncached)];
    expect(Buffer.from(resumed.elf).equals(fresh.elf)).toBe(true);
  });
});
