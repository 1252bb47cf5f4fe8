import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDevice } from '../../../src/devices/index.ts';
import { openImage } from '../../../src/image/open.ts';
import type { FirmwareImage } from '../../../src/image/types.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import type { SimulateOptions } from '../../../src/simulate/options.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import type { RunTrace } from '../../../src/simulate/types.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Compiles C with the start-up code of the fixtures and newlib for the STM32L475. */
export async function compileFirmware(source: string, ...flags: readonly string[]): Promise<FirmwareImage> {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-ram-'));
  const path = (name: string): string => join(folder, name);
  try {
    writeFileSync(path('main.c'), source);
    const core = ['-mcpu=cortex-m4', '-mthumb', '-Os', '-Wall', '-ffunction-sections', '-Wl,--gc-sections'];
    const link = ['-nostartfiles', '-Wl,--no-warn-rwx-segments', '-T', fixture('link.ld'), '-o', path('main.elf')];
    const sources = [fixture('start.c'), path('main.c')];
    // nosys has the system calls that are not of interest; its own _sbrk gives way to the one of start.c.
    execFileSync('arm-none-eabi-gcc', [...core, ...flags, ...sources, ...link, '--specs=nosys.specs'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return await openImage(new Uint8Array(readFileSync(path('main.elf'))), 'main.elf');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function run(image: FirmwareImage, options: Partial<SimulateOptions> = {}): Promise<RunTrace> {
  const module = await loadSimulatorModule('cortex-m');
  return simulate(module, image, findDevice('stm32l475vg'), { maxCycles: 5_000_000, ...options });
}
