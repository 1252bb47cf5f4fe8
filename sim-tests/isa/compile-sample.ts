import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listing, objdumpElf } from './objdump.ts';

const flags = [
  '-O2',
  '-nostartfiles',
  '-Wl,-Ttext=0',
  '-Wl,-e,main',
  '-mthumb',
  '-mcpu=cortex-m4',
  '-mfpu=fpv4-sp-d16',
  '-mfloat-abi=hard',
  '--specs=nosys.specs',
];

/** Compiles fixtures/sample.c and links it with newlib at address 0. Returns its code and what objdump says of it. */
export function compileSample(): { readonly code: Uint8Array; readonly listing: Listing } {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-sample-'));
  try {
    const source = new URL('fixtures/sample.c', import.meta.url).pathname;
    const elf = join(folder, 'sample.elf');
    const binary = join(folder, 'sample.bin');
    execFileSync('arm-none-eabi-gcc', [...flags, source, '-lm', '-o', elf], { stdio: 'pipe' });
    execFileSync('arm-none-eabi-objcopy', ['-O', 'binary', '-j', '.text', elf, binary]);
    const listing = objdumpElf(elf);
    const code = new Uint8Array(readFileSync(binary));
    return { code, listing: new Map([...listing].filter(([address]) => address + 2 <= code.length)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
