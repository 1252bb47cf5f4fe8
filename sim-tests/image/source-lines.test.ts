import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexSourceLines, readRows } from '../../src/image/dwarf/source-lines.ts';
import { openImage } from '../../src/image/open.ts';

const source = `
static int square(int x) {
  return x * x;
}

int sum(const int *values, int count) {
  int total = 0;
  for (int i = 0; i < count; i++) {
    if (values[i] > 3) total += square(values[i]);
    else total -= values[i] / (i + 1);
  }
  return total;
}

void _start(void) {
  int values[] = { 1, 5, 9 };
  volatile int result = sum(values, 3);
  (void)result;
  for (;;) {}
}
`;

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
  return stdout;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflash-lines-'));
  writeFileSync(join(folder, 'sum.c'), source);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Address and line of each row, as objdump decodes them: "sum.c   7   0x8002   x". */
function rowsOfObjdump(elf: string): string[] {
  const text = run('arm-none-eabi-objdump', ['--dwarf=decodedline', elf]);
  return text.split('\n').flatMap((line) => {
    const [, file, number, address] = /^(\S+)\s+(\d+|-)\s+(0x[0-9a-f]+|0)\b/.exec(line) ?? [];
    return file === undefined ? [] : [`${Number(address).toString(16)} ${number === '-' ? 'end' : number}`];
  });
}

function compile(version: number, opt: string): string {
  const elf = join(folder, `sum-${version}${opt}.elf`);
  const flags = ['-mcpu=cortex-m4', '-mthumb', '-nostdlib', '-ffreestanding', '-Ttext=0x08000100', opt];
  run('arm-none-eabi-gcc', [...flags, `-gdwarf-${version}`, '-o', elf, join(folder, 'sum.c')]);
  return elf;
}

describe.each([2, 3, 4, 5])('DWARF %i', (version) => {
  test.each(['-O0', '-Os', '-O3'])('line table at %s is what objdump reads', async (opt) => {
    const elf = compile(version, opt);
    const { debug } = await openImage(new Uint8Array(readFileSync(elf)), elf);
    const rows = readRows(debug!).flatMap((unit) => unit.rows);
    const ours = rows.map(
      ({ address, line, endsSequence }) => `${address.toString(16)} ${endsSequence ? 'end' : line}`,
    );
    expect(ours).toEqual(rowsOfObjdump(elf));
  });

  test('finds file and line of an instruction', async () => {
    const elf = compile(version, '-O0');
    const { debug, symbols } = await openImage(new Uint8Array(readFileSync(elf)), elf);
    const sum = symbols.find(({ name }) => name === 'sum')!;
    const found = indexSourceLines(debug!).at(sum.address);
    expect([basename(found!.unit), basename(found!.file), found!.line]).toEqual(['sum.c', 'sum.c', 6]);
    expect(indexSourceLines(debug!).at(0x20000000)).toBeUndefined();
  });
});

test('damaged debug data cost lines, not the run', async () => {
  const elf = compile(4, '-O0');
  const { debug } = await openImage(new Uint8Array(readFileSync(elf)), elf);
  for (let cut = 0; cut < debug!.line.length; cut += 7) {
    expect(() => indexSourceLines({ ...debug!, line: debug!.line.subarray(0, cut) })).not.toThrow();
    const flipped = debug!.line.slice();
    flipped[cut] = flipped[cut]! ^ 0xff;
    expect(() => indexSourceLines({ ...debug!, line: flipped })).not.toThrow();
  }
});
