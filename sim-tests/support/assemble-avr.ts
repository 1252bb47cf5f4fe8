import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDevice } from '../../src/devices/index.ts';
import { openImage } from '../../src/image/open.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { AvrMachine } from '../../src/simulate/avr/machine.ts';

/** What Debian's avr-gcc calls the core of each part. */
const architectures: Readonly<Record<string, string>> = {
  atmega328p: 'avr5',
  atmega1284p: 'avr51',
  atmega2560: 'avr6',
  atmega4809: 'avrxmega3',
  avr128db64: 'avrxmega4',
};

/** Assembles and links source at flash address 0; its labels are the image's symbols. */
export async function assembleAvr(source: string, part: string): Promise<FirmwareImage> {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-avr-'));
  const elf = join(folder, 'case.elf');
  try {
    writeFileSync(join(folder, 'case.S'), `.text\nstart:\n${source}\n`);
    const flags = [`-mmcu=${architectures[part]}`, '-nostdlib', '-nostartfiles', '-Wl,-e,start', '-Wl,-Ttext=0'];
    const { status, stderr } = spawnSync('avr-gcc', [...flags, join(folder, 'case.S'), '-o', elf], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`avr-gcc failed:\n${stderr}`);
    return await openImage(new Uint8Array(readFileSync(elf)), 'case.elf');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A part with assembled source in it, about to execute its first instruction. */
export async function loadAssembly(source: string, part: string): Promise<AvrMachine> {
  const machine = new AvrMachine(await loadSimulatorModule('avr'), findDevice(part));
  machine.load(await assembleAvr(source, part));
  return machine;
}

/** Runs assembled source until its BREAK; throws what the run throws. */
export async function runAssembly(source: string, part: string, input: readonly number[] = []): Promise<AvrMachine> {
  const machine = await loadAssembly(source, part);
  machine.receive(Uint8Array.from(input));
  const limit = 20_000_000;
  while (machine.runFor(100_000) !== 'exit') if (machine.cycles > limit) throw machine.timeOut();
  return machine;
}
