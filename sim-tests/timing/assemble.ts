import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImage } from '../../src/image/open.ts';
import type { FirmwareImage } from '../../src/image/types.ts';

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
}

const cpuFlags: Readonly<Record<string, readonly string[]>> = {
  'cortex-m0plus': ['-mcpu=cortex-m0plus'],
  'cortex-m3': ['-mcpu=cortex-m3'],
  'cortex-m4f': ['-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16'],
};

/** Assembles source for a core and links it at an address, the start of flash; its labels are the image's symbols. */
export async function assemble(source: string, core = 'cortex-m4f', address = 0x0800_0000): Promise<FirmwareImage> {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-timing-'));
  const path = (name: string): string => join(folder, name);
  try {
    writeFileSync(path('case.s'), source);
    run('arm-none-eabi-as', [...cpuFlags[core]!, '-o', path('case.o'), path('case.s')]);
    run('arm-none-eabi-ld', [
      '-n',
      `-Ttext=0x${address.toString(16)}`,
      '-e',
      'start',
      '-o',
      path('case.elf'),
      path('case.o'),
    ]);
    return await openImage(new Uint8Array(readFileSync(path('case.elf'))), 'case.elf');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
