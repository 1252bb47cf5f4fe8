import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, vi } from 'vitest';
import { bytesLimit, durationLimit } from '../../src/budget/headroom.ts';
import { assembleElf, exitNow } from './support/arm-elf.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const repository = fileURLToPath(new URL('../../', import.meta.url));

function project(name: string): string {
  const folder = join(directory, name);
  mkdirSync(join(folder, 'models'), { recursive: true });
  copyFileSync(
    join(repository, 'models/mnist-cnn/channels-6-ptq-int8.tflite'),
    join(folder, 'models', 'digits.tflite'),
  );
  return folder;
}

const init = (cwd: string, ...args: string[]) =>
  preflash(['init', '--cache-dir', join(directory, 'cache'), ...args], cwd);

describe('preflash init', () => {
  it('writes a configuration that passes, for the part of an STM32CubeMX project', async () => {
    const cwd = project('ioc');
    writeInto(cwd, 'board.ioc', 'Mcu.Family=STM32L4\nMcu.CPN=STM32L475VGT6\n');
    writeInto(cwd, 'other.h', '#define NOT_A_MODEL 1\n');
    const ended = await init(cwd);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const config = JSON.parse(readFileSync(join(cwd, 'preflash.config.json'), 'utf8'));
    expect(config.budgets).toMatchObject([{ name: 'digits', model: 'models/digits.tflite', device: 'stm32l475vg' }]);
    const validate = new Ajv2020({ strict: false }).compile(
      JSON.parse(readFileSync(join(repository, 'src/budget/config.schema.json'), 'utf8')),
    );
    validate(config);
    expect(validate.errors).toBeNull();
    const check = await preflash(['--cache-dir', join(directory, 'cache')], cwd);
    expect(check).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 of 1 budget reused') });

    const again = await init(cwd);
    expect(again).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/already there\nReplace it with --force/),
    });
    expect((await init(cwd, '--force', '--headroom', '50%')).exitCode).toBe(0);
  });

  it('reads the part off the names in an ELF, and measures it', async () => {
    const cwd = join(directory, 'elf');
    mkdirSync(cwd);
    assembleElf(cwd, 'app', `.global startup_stm32l475xx\nstartup_stm32l475xx:\n${exitNow}`);
    const ended = await init(cwd);
    expect(ended).toMatchObject({ exitCode: 0 });
    const { budgets } = JSON.parse(readFileSync(join(cwd, 'preflash.config.json'), 'utf8'));
    // Start-up and waiting are in a whole run: its time is no limit.
    expect(budgets).toMatchObject([{ name: 'app', image: 'app.elf', device: 'stm32l475vg' }]);
    expect(Object.keys(budgets[0].limits)).toEqual(['flash', 'ram']);
  });

  it('leaves out what cannot be measured, and says why', async () => {
    const cwd = project('partly');
    writeInto(cwd, 'broken.tflite', 'nothing');
    const ended = await init(cwd, '--device', 'rp2040');
    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('left out broken:') });
  });

  it('asks for the part where nothing says it, and for files where there are none', async () => {
    const cwd = project('no-part');
    expect(await init(cwd)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('preflash init --device ID'),
    });
    expect(existsSync(join(cwd, 'preflash.config.json'))).toBe(false);
    const empty = join(directory, 'empty');
    mkdirSync(empty);
    expect(await init(empty)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no model') });
  });
});

describe('limits with headroom', () => {
  it.each([
    [41_366, 0.1, '45 KiB'],
    [1024, 0, '1 KiB'],
    [1000, 0.1, '2 KiB'],
    [850, 0.1, '960 B'],
    [0, 0.1, '64 B'],
  ])('%d B and %d is %s: rounded up', (bytes, headroom, text) => expect(bytesLimit(bytes, headroom)).toBe(text));

  it.each([
    [21.1, 0.1, '24 ms'],
    [181, 0.1, '200 ms'],
    [0.5, 0.1, '550 us'],
    [9.99, 0, '10 ms'],
    [1500, 0.1, '1.7 s'],
  ])('%d ms and %d is %s: two digits, rounded up', (ms, headroom, text) =>
    expect(durationLimit(ms, headroom)).toBe(text),
  );
});

describe('preflash doctor', () => {
  it('says what is there', async () => {
    const ended = await preflash(['doctor', '--json']);
    expect(ended.exitCode).toBe(0);
    const { diagnoses } = JSON.parse(ended.stdout);
    expect(diagnoses.find(({ name }: { name: string }) => name === 'arm-none-eabi-gcc').found).toMatch(
      /arm-none-eabi-gcc/,
    );
  });

  it('says what each missing tool costs, and that it can do without', async () => {
    vi.stubEnv('PREFLASH_ARM_GCC', '/nowhere/gcc');
    vi.stubEnv('PREFLASH_AVR_GCC', '/nowhere/gcc');
    const ended = await preflash(['doctor']);
    vi.unstubAllEnvs();
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(/missing {2}arm-none-eabi-gcc +without it models on Cortex-M .*\n +Install it/);
    expect(ended.stdout).toMatch(/missing {2}avr-gcc/);
  });
});
