import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseLinkedObjects } from '../../src/build/link-map.ts';
import { findDevice } from '../../src/devices/index.ts';
import { openImage } from '../../src/image/open.ts';
import { attribute } from '../../src/why/attribute.ts';
import { changesBetween, treeOf } from '../../src/why/tree.ts';
import type { Attribution } from '../../src/why/types.ts';

const device = findDevice('stm32l475vg');

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
  return stdout;
}

const source = (tableBytes: number): string => `
const unsigned char table[${tableBytes}] = { 1 };
static volatile int counter = 7;
int zeroed[100];
int twice(int x) { return 2 * x + counter; }
void _start(void) { zeroed[0] = twice(table[0]); for (;;) {} }
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflash-why-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function build(tableBytes: number): Promise<{ rows: Attribution[]; elf: string }> {
  const c = join(folder, `part${tableBytes}.c`);
  const elf = `${c}.elf`;
  writeFileSync(c, source(tableBytes));
  const places = ['-Ttext=0x08000100', '-Tdata=0x20000000', '-Tbss=0x20000100'];
  run('arm-none-eabi-gcc', [
    '-mcpu=cortex-m4',
    '-mthumb',
    '-nostdlib',
    '-ffreestanding',
    '-O1',
    '-g',
    '-Wl,-n',
    ...places,
    '-o',
    elf,
    c,
  ]);
  return { rows: attribute(await openImage(new Uint8Array(readFileSync(elf)), elf), device), elf };
}

const bytesOf = (rows: readonly Attribution[], memory: Attribution['memory']): number =>
  rows.filter((row) => row.memory === memory).reduce((sum, { bytes }) => sum + bytes, 0);

describe('attribution of flash and RAM', () => {
  test('sums to what binutils counts', async () => {
    const { rows, elf } = await build(300);
    // "text data bss dec hex filename"; .data has its start values at its own address in this image.
    const [text, data, bss] = run('arm-none-eabi-size', [elf]).split('\n')[1]!.trim().split(/\s+/).map(Number);
    const inFlash = rows.filter(({ memory, region }) => memory === 'flash' && region === 'flash');
    expect(inFlash.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(text);
    expect(bytesOf(rows, 'ram')).toBe(data! + bss!);
  });

  test('gives each symbol the size that nm prints', async () => {
    const { rows, elf } = await build(300);
    for (const line of run('arm-none-eabi-nm', ['-S', elf]).split('\n')) {
      const [, size, , name] = /^\S+ (\S+) (\S) (\S+)$/.exec(line) ?? [];
      if (name === undefined) continue;
      expect(rows.find(({ symbol }) => symbol === name)?.bytes, name).toBe(Number.parseInt(size!, 16));
    }
  });

  test('names the file a function was compiled from', async () => {
    const { rows } = await build(300);
    expect(rows.find(({ symbol }) => symbol === 'twice')?.object).toBe('part300.c');
    expect(rows.find(({ symbol }) => symbol === 'counter')?.object).toBe('part300.c');
  });

  test('with a map file, tells the object of every variable and string', async () => {
    const main = join(folder, 'linked.c');
    const other = join(folder, 'texts.c');
    const elf = join(folder, 'linked.elf');
    writeFileSync(main, 'extern const char *text(int); int zeroed[100]; void _start(void) { zeroed[0] = text(1)[0]; }');
    writeFileSync(other, 'const char *text(int i) { return i ? "a string that has no symbol" : "another one"; }');
    const places = ['-Ttext=0x08000100', '-Tbss=0x20000100', '-Wl,-n', `-Wl,-Map=${elf}.map`];
    for (const file of [main, other]) {
      run('arm-none-eabi-gcc', ['-mcpu=cortex-m4', '-mthumb', '-ffreestanding', '-O1', '-c', '-o', `${file}.o`, file]);
    }
    run('arm-none-eabi-gcc', [
      '-mcpu=cortex-m4',
      '-mthumb',
      '-nostdlib',
      ...places,
      '-o',
      elf,
      `${main}.o`,
      `${other}.o`,
    ]);
    const image = await openImage(new Uint8Array(readFileSync(elf)), elf);
    const linked = parseLinkedObjects(readFileSync(`${elf}.map`, 'utf8'));
    const rows = attribute(image, device, undefined, linked);
    expect(rows.find(({ symbol }) => symbol === 'zeroed')?.object).toBe('linked.c.o');
    const texts = rows.filter(({ object, section }) => object === 'texts.c.o' && section === '.rodata');
    // Both strings, of 28 and 12 bytes, each from a multiple of four on.
    expect(texts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(28 + 12);
    const plain = attribute(image, device);
    for (const memory of ['flash', 'ram'] as const) expect(bytesOf(rows, memory)).toBe(bytesOf(plain, memory));
    const ofAnother = [...linked, { name: '.text', address: 0x0900_0000, sizeBytes: 4, object: 'x.o' }];
    expect(attribute(image, device, undefined, ofAnother)).toEqual(plain);
  });

  test('what changed between two images is the difference of their totals, largest first', async () => {
    const [before, after] = [(await build(300)).rows, (await build(700)).rows];
    const changes = changesBetween(before, after);
    expect(changes[0]).toMatchObject({ symbol: 'table', before: 300, after: 700, difference: 400 });
    const flash = changes
      .filter(({ memory }) => memory === 'flash')
      .reduce((sum, { difference }) => sum + difference, 0);
    expect(flash).toBe(bytesOf(after, 'flash') - bytesOf(before, 'flash'));
  });

  test('a tree has the same total at every depth', async () => {
    const { rows } = await build(300);
    const total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
    for (let depth = 0; depth <= 5; depth++) expect(treeOf(rows, depth).bytes).toBe(total);
    const root = treeOf(rows, 5);
    for (const node of root.children) expect(node.children.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(node.bytes);
  });
});
