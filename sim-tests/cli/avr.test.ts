import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildExercise } from '../oracle/avr/build-exercise.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory } from './support/scratch.ts';

const directory = scratchDirectory();
let elf: string;
beforeAll(() => {
  elf = buildExercise(directory, 'atmega4809', 3);
});

const run = (file: string, device: string, ...options: readonly string[]) =>
  preflash(['run', file, '--device', device, ...options]);

/** Bytes of a section, as avr-size prints them. */
function sectionBytes(file: string, name: string): number {
  const lines = execFileSync('avr-size', ['-A', file], { encoding: 'utf8' }).split('\n');
  return Number(lines.find((line) => line.startsWith(`${name} `))?.split(/\s+/)[1]);
}

/** Assembles one instruction or two for the ATmega4809. */
function assemble(name: string, body: string): string {
  const source = join(directory, `${name}.S`);
  const file = join(directory, `${name}.elf`);
  writeFileSync(source, `.text\n.global start\n.type start, @function\nstart:\n${body}\n.size start, . - start\n`);
  const { stderr } = spawnSync('avr-gcc', ['-mmcu=avrxmega3', '-nostdlib', source, '-o', file], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return file;
}

/** Bytes of the variables in .text, the second section, as readelf lists them. */
function variablesInCode(elf: string): number {
  const lines = execFileSync('avr-readelf', ['-sW', elf], { encoding: 'utf8' }).split('\n');
  const sizes = new Map<string, number>();
  for (const line of lines) {
    const [, address, size] = /^ *\d+: ([0-9a-f]{8}) +(\d+) OBJECT +\w+ +\w+ +2 /.exec(line) ?? [];
    if (address !== undefined) sizes.set(address, Number(size));
  }
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}

describe("a user's AVR firmware", () => {
  it('gets flash, RAM by its parts, cycles and what it printed', async () => {
    const ended = await run(elf, 'atmega4809', '--json');
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const report = JSON.parse(ended.stdout);
    const [text, rodata, data, bss] = ['.text', '.rodata', '.data', '.bss'].map((name) => sectionBytes(elf, name));
    const tables = variablesInCode(elf);
    expect(report.device).toMatchObject({ id: 'atmega4809', core: 'avrxt', clockHz: 20_000_000 });
    expect(report.flash).toMatchObject({
      totalBytes: text! + rodata! + data!,
      // avr-libc has tables among its code.
      codeBytes: text! - tables,
      constantsBytes: rodata! + tables,
    });
    expect(report.ram.staticBytes).toBe(data! + bss!);
    // 40 nodes of 8 bytes, each with avr-libc's two-byte length before it.
    expect(report.ram.heapPeakBytes).toBe(40 * (8 + 2));
    expect(report.ram.stackPeakBytes).toBeGreaterThan(100);
    expect(report.output.console).toMatch(/^0 branch 4723 13\.864\n/);
    expect(report.latencyMs).toBeCloseTo(report.cycles.total / 20_000, 6);
  });

  it('is measured by function', async () => {
    const report = JSON.parse((await run(elf, 'atmega4809', '--region', 'fold#2', '--json')).stdout);
    expect(report.provenance.region.symbol).toMatch(/^fold/);
    expect(report.cycles.total).toBeGreaterThan(1000);
  });

  it('is the same as Intel HEX, as far as that tells', async () => {
    const hex = elf.replace('.elf', '.hex');
    execFileSync('avr-objcopy', ['-O', 'ihex', elf, hex]);
    const [fromElf, fromHex] = await Promise.all([elf, hex].map((file) => run(file, 'atmega4809', '--json')));
    const [one, other] = [JSON.parse(fromElf!.stdout), JSON.parse(fromHex!.stdout)];
    expect(other.cycles).toEqual(one.cycles);
    expect(other.flash.totalBytes).toBe(one.flash.totalBytes);
    expect(other.ram.stackPeakBytes).toBe(one.ram.stackPeakBytes);
  });

  it.each([
    ['another architecture', 'stm32l475vg', 2, /the image is for AVR, and STM32L475VG has a cortex-m4f core/],
    ['a part with other RAM', 'atmega328p', 2, /outside the memories of ATmega328P/],
  ])('is refused for %s', async (_, device, exitCode, message) => {
    const ended = await run(elf, device);
    expect(ended).toMatchObject({ exitCode, stdout: '' });
    expect(ended.stderr).toMatch(message);
  });

  it('is refused by the bytes that are too many', async () => {
    const ended = await run(assemble('large', '.space 49160'), 'atmega4809');
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toMatch(/8 bytes larger than what is left of flash on ATmega4809/);
  });

  it.each([
    ['undefined', '.word 0x9594', /start at 0x00000000: 0x9594 is not an instruction of this core/],
    ['register', 'lds r16, 0x0602', /reads ADC0 \+ 0x02 \(0x0602\), which is not modelled/],
    ['endless', 'cli\n1: rjmp 1b', /never ends/],
  ])('that cannot be simulated ends with 3, the place and what to do: %s', async (name, body, message) => {
    const ended = await run(assemble(name, body), 'atmega4809');
    expect(ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ exitCode: 3, stdout: '' });
  });
});
