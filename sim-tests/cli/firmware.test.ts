import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembleElf, callsFour } from './support/arm-elf.ts';
import { preflash, preflashProcess } from './support/preflash.ts';
import { scratchDirectory } from './support/scratch.ts';

const directory = scratchDirectory();

function run(name: string, body: string, ...options: readonly string[]) {
  return preflash(['run', assembleElf(directory, name, body), '--device', 'stm32l475vg', ...options]);
}

describe("a user's firmware that cannot be simulated", () => {
  it.each([
    ['undefined', 'udf #0', [], /^preflash: reset at 0x0800001.: the instruction is undefined/],
    [
      'unmapped',
      'ldr r0, =0x60000000\nldr r1, [r0]',
      [],
      /^preflash: reset at 0x0800001.: reads 0x60000000, where this part has no memory/,
    ],
    ['endless', '1: b 1b', [], /^preflash: reset at 0x0800001.: never ends/],
    [
      'long',
      '1: adds r0, #1\nb 1b',
      ['--max-cycles', '1 Mcycles'],
      /still running after 1\d{6} cycles\nRaise --max-cycles/,
    ],
  ])('ends with 3, the place and what to do: %s', async (name, body, options, message) => {
    const ended = await run(name, body, ...options);
    expect(ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ exitCode: 3, stdout: '' });
  });

  it('says so as JSON too', async () => {
    const ended = await run('undefined-json', 'udf #0', '--json');
    expect(ended).toMatchObject({ exitCode: 3, stderr: '' });
    expect(JSON.parse(ended.stdout).error.message).toMatch(/undefined/i);
  });
});

describe("a user's firmware", () => {
  it('is measured whole without a region, with a hint', async () => {
    const ended = await run('whole', callsFour, '--json');
    expect(ended.exitCode).toBe(0);
    const report = JSON.parse(ended.stdout);
    expect(report.provenance.region).toBeNull();
    // 1 + 4 x (BL + 3 + SUBS + BNE) + MOVS, LDR, BKPT.
    expect(report.instructions.total).toBe(1 + 4 * 6 + 3);
    expect(report.model).toBeNull();
  });

  it('is measured by the calls of a region', async () => {
    const ended = await run('region', callsFour, '--region', 'work', '--json');
    expect(ended.exitCode).toBe(0);
    const report = JSON.parse(ended.stdout);
    expect(report.provenance.region).toMatchObject({ symbol: 'work', calls: 4 });
    expect(report.instructions.total).toBe(3);
    // Flash at reset has no wait states: 0 cycles of flash after the caches have the code.
    expect(report.cycles.total).toBeGreaterThanOrEqual(1 + 1 + 2);
    expect(report.cycles.total).toBeLessThanOrEqual(1 + 1 + 4);
  });

  it('shows which functions take the cycles, and writes a profile', async () => {
    const file = join(directory, 'four.speedscope.json');
    const ended = await run('profile', callsFour, '--top', '1', '--profile-out', file, '--region', 'work');
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(
      /own cycles +share +with callees +calls +mostly +function\n +[4-6] +100\.0 % +[4-6] +1 .*work$/m,
    );
    const { profiles, shared } = JSON.parse(readFileSync(file, 'utf8'));
    expect(shared.frames).toEqual([{ name: 'work' }]);
    expect(profiles[0].endValue).toBe(profiles[0].weights[0]);
    const { profile, cycles } = JSON.parse((await run('profile', callsFour, '--top', '1', '--json')).stdout);
    const own = profile.functions.map(({ ownCycles }: { ownCycles: number }) => ownCycles);
    expect(own.reduce((sum: number, part: number) => sum + part, 0)).toBe(cycles.total);
  });

  it('whose region is not reached in time is told so', async () => {
    const never = `1: adds r0, #1\nb 1b\n.type work, %function\nwork: bx lr\n.size work, . - work`;
    const ended = await run('never', never, '--region', 'work', '--max-cycles', '10000');
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(/still running after 1\d{4} cycles; work was never called/);
  });

  it('whose region is called less often than was asked is told how often it was', async () => {
    const ended = await run('less', callsFour, '--region', 'work#5');
    expect(ended).toMatchObject({ exitCode: 3, stdout: '' });
    expect(ended.stderr).toMatch(
      /^preflash: --region work#5: the run ended after \d+ cycles and 4 calls of it\nMeasure one of those: work#4 is the last\.$/m,
    );
  });

  it('that takes longer than firmware pauses for one inference is measured to its end', async () => {
    // 60,000,000 rounds of three cycles and more: longer than the pause after which a run counts as over.
    const long = `bl work\nagain: bl work\nb again\n.type work, %function\n.thumb_func\nwork: ldr r0, =60000000
      cmp r4, #0\nbeq 2f\n1: subs r0, #1\nbne 1b\n2: adds r4, #1\nbx lr\n.ltorg\n.size work, . - work`;
    const ended = await run('long', long, '--region', 'work#2', '--max-cycles', '400 Mcycles', '--json');
    expect(ended.exitCode).toBe(0);
    // SUBS 1, BNE taken 1 + P, P = 1..3 (DDI 0439, table 3-1).
    expect(JSON.parse(ended.stdout).cycles.total).toBeGreaterThan(60_000_000 * 3);
  });

  it('as HEX runs too, its flash unclassified and its functions unknown', async () => {
    const elf = assembleElf(directory, 'hex', callsFour);
    const hex = elf.replace(/\.elf$/, '.hex');
    execFileSync('arm-none-eabi-objcopy', ['-O', 'ihex', elf, hex]);
    const ended = await preflash(['run', hex, '--device', 'stm32l475vg', '--json']);
    expect(ended.exitCode).toBe(0);
    const { flash, image, instructions } = JSON.parse(ended.stdout);
    expect(image.format).toBe('hex');
    expect(instructions.total).toBe(1 + 4 * 6 + 3);
    expect(flash.otherBytes).toBe(flash.totalBytes);
    expect((await preflash(['run', hex, '--device', 'stm32l475vg', '--region', 'work'])).exitCode).toBe(2);
  });

  it('that is simulated for long tells so on stderr, and Ctrl-C ends it at once', async () => {
    const elf = assembleElf(directory, 'interrupted', '1: adds r0, #1\nb 1b');
    const { child, ended } = preflashProcess(['run', elf, '--device', 'stm32l475vg', '--max-cycles', '1000 Gcycles']);
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const { progress, ...rest } = await ended;
    expect(rest).toEqual({ exitCode: 130, stdout: '', stderr: 'preflash: stopped before there was a result\n' });
    expect(progress[0]).toMatch(/^preflash: simulating interrupted\.elf: [\d.]+ Mcycles \(\d+ s\)\n$/);
  });

  it('without the function it is asked for is refused', async () => {
    const ended = await run('no-region', callsFour, '--region', 'wrok');
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/wrok/);
  });
});
