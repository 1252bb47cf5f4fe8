import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../../src/simulate/cortex-m/machine.ts';
import { testDevice } from './device.ts';
import { blocksStart, codeStart } from './layout.ts';
import { runOnQemu } from './qemu.ts';

const traceBytes = 4096 * 4;
const maxCycles = 1_000_000;
const flags = ['-O1', '-ffreestanding', '-nostdlib', '-mthumb', '-masm-syntax-unified'];
const coreFlags = {
  'cortex-m0plus': ['-mcpu=cortex-m0plus'],
  'cortex-m3': ['-mcpu=cortex-m3'],
  'cortex-m4f': ['-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16', '-mfloat-abi=hard'],
} as const;

/** Compiles a program of fixtures/ to the bytes that go to the start of code memory. */
export function compileProgram(source: string, core: keyof typeof coreFlags = 'cortex-m4f'): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-program-'));
  const fixture = (name: string): string => new URL(`fixtures/${name}`, import.meta.url).pathname;
  try {
    const elf = join(folder, 'program.elf');
    const binary = join(folder, 'program.bin');
    const link = ['-T', fixture('program.ld'), fixture(source), '-o', elf];
    execFileSync('arm-none-eabi-gcc', [...flags, ...coreFlags[core], ...link]);
    execFileSync('arm-none-eabi-objcopy', ['-O', 'binary', elf, binary]);
    return new Uint8Array(readFileSync(binary));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A trace as one line a section: its number, then what was logged in it. */
function sectionsOf(trace: Uint8Array): string[] {
  const words = new Uint32Array(trace.buffer, trace.byteOffset, trace.byteLength / 4);
  const start = (word: number): string => `\n${(word & 0xffff).toString(16)}:`;
  const text = Array.from(words, (word) => (word >>> 16 === 0x5ec7 ? start(word) : word.toString(16)));
  return text.join(' ').split('\n');
}

/** The trace a program leaves on QEMU. Throws when it did not come to its end. */
export function traceOnQemu(code: Uint8Array): string[] {
  const sections = sectionsOf(runOnQemu({ code, blocks: new Uint8Array(traceBytes) }));
  if (sections.some((line) => line.startsWith('bad:'))) throw new Error('the program faults on QEMU');
  if (!sections.some((line) => line.startsWith('e0d:'))) throw new Error('the program does not end on QEMU');
  return sections;
}

/** The trace a program leaves on our simulator. */
export async function traceOnPreflash(code: Uint8Array): Promise<string[]> {
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), testDevice);
  machine.writeBytes(codeStart, code);
  machine.reset(codeStart);
  while (machine.cycles < maxCycles && machine.runFor(maxCycles) !== 'exit');
  return sectionsOf(machine.readBytes(blocksStart, traceBytes));
}
