import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../../src/simulate/cortex-m-machine.ts';
import { testDevice } from './device.ts';
import { blocksStart, codeStart } from './layout.ts';
import { runOnQemu } from './qemu.ts';

const traceBytes = 4096 * 4;
const maxCycles = 1_000_000;
const flags = ['-O1', '-ffreestanding', '-nostdlib', '-mthumb', '-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16'];

/** Compiles fixtures/exceptions.c to the bytes that go to the start of code memory. */
function compileExceptions(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-exceptions-'));
  const fixture = (name: string): string => new URL(`fixtures/${name}`, import.meta.url).pathname;
  try {
    const elf = join(folder, 'exceptions.elf');
    const binary = join(folder, 'exceptions.bin');
    const link = ['-mfloat-abi=hard', '-T', fixture('exceptions.ld'), fixture('exceptions.c'), '-o', elf];
    execFileSync('arm-none-eabi-gcc', [...flags, ...link]);
    execFileSync('arm-none-eabi-objcopy', ['-O', 'binary', elf, binary]);
    return new Uint8Array(readFileSync(binary));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The trace as one line a section: its number, then what was logged in it. */
function sectionsOf(trace: Uint8Array): string[] {
  const words = new Uint32Array(trace.buffer, trace.byteOffset, trace.byteLength / 4);
  const text = Array.from(words, (word) =>
    word >>> 16 === 0x5ec7 ? `\n${(word & 0xffff).toString(16)}:` : word.toString(16),
  );
  return text.join(' ').split('\n');
}

async function traceOnPreflash(code: Uint8Array): Promise<Uint8Array> {
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), testDevice);
  machine.writeBytes(codeStart, code);
  machine.reset(codeStart);
  while (machine.cycles < maxCycles && machine.runFor(maxCycles) !== 'exit');
  expect(machine.exitCode).toBe(0);
  return machine.readBytes(blocksStart, traceBytes);
}

describe('exceptions', () => {
  it('are entered and left as on QEMU: frames, EXC_RETURN, priorities, lazy FPU state, context switches', async () => {
    const code = compileExceptions();
    const expected = sectionsOf(runOnQemu({ code, blocks: new Uint8Array(traceBytes) }));
    expect(expected.join()).toContain('e0d:');
    expect(sectionsOf(await traceOnPreflash(code))).toEqual(expected);
  });
});
