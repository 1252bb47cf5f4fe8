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

/** Assembles Cortex-M4F source and links it at the start of flash; its labels are the image's symbols. */
export async function assemble(source: string): Promise<FirmwareImage> {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-timing-'));
  const path = (name: string): string => join(folder, name);
  try {
    writeFileSync(path('case.s'), source);
    run('arm-none-eabi-as', ['-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16', '-o', path('case.o'), path('case.s')]);
    run('arm-none-eabi-ld', ['-Ttext=0x08000000', '-e', 'start', '-o', path('case.elf'), path('case.o')]);
    return await openImage(new Uint8Array(readFileSync(path('case.elf'))), 'case.elf');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
