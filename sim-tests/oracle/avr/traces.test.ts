import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExercise, flatten } from './build-exercise.ts';
import { expectSameTrace, expectSlicesOnTrace } from './trace.ts';
import { createRandom } from './vectors.ts';

const instructions = 1_100_000;
const rounds = 30;

/**
 * The same firmware, instruction for instruction: program counter and cycle of each, with a timer interrupt, the UART
 * and timers running. What each of the other simulators has wrong is put right, with the manual's section, in
 * simavr-trace.c and yasimavr_trace.py; nothing is left out of the comparison.
 */
describe(`${instructions} instructions of firmware are where the other simulator has them, at the same cycle`, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'preflash-trace-'));
  const trace = join(scratch, 'trace.bin');
  const simavr = join(scratch, 'simavr-trace');
  const local = (name: string) => new URL(name, import.meta.url).pathname;

  beforeAll(() => {
    const flags = ['-O2', '-Wall', '-Werror', local('simavr-trace.c'), '-o', simavr, '-lsimavr', '-lelf'];
    expect(spawnSync('gcc', flags, { encoding: 'utf8' }).stderr).toBe('');
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test('ATmega1284P in simavr', async () => {
    const elf = buildExercise(scratch, 'atmega1284p', rounds);
    const interruptEntryCycles = 4; // DS40002070, AVR CPU Core, Interrupt Response Time
    const args = ['atmega1284p', elf, String(instructions), String(interruptEntryCycles), trace];
    expect(spawnSync(simavr, args, { encoding: 'utf8' }).status).toBe(0);
    await expectSameTrace(elf, 'atmega1284p', trace, instructions);
    await expectSlicesOnTrace(elf, 'atmega1284p', trace, createRandom(1));
  });

  test('ATmega4809 in yasimavr', async () => {
    const elf = buildExercise(scratch, 'atmega4809', rounds);
    const python = local('../../../.venv/bin/python');
    const args = [local('./yasimavr_trace.py'), flatten(elf), String(instructions), trace];
    const { stderr } = spawnSync(python, args, { encoding: 'utf8' });
    expect(stderr).toBe('');
    await expectSameTrace(elf, 'atmega4809', trace, instructions);
    await expectSlicesOnTrace(elf, 'atmega4809', trace, createRandom(2));
  });
});
