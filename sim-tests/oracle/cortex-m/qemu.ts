import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestImage } from './image.ts';
import { blocksStart } from './layout.ts';
import { cortexM4Machine, type OracleMachine } from './machines.ts';
import { resultFile } from './runner.ts';

const timeoutMs = 30_000;

/** Runs an image on QEMU, a Cortex-M4 with FPU unless given, and returns the blocks as the program left them. */
export function runOnQemu(
  { code, blocks }: Pick<TestImage, 'code' | 'blocks'>,
  { qemu }: OracleMachine = cortexM4Machine,
): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-qemu-'));
  try {
    writeFileSync(join(folder, 'code.bin'), code);
    writeFileSync(join(folder, 'input.bin'), blocks);
    const board = [...qemu, '-display', 'none', '-monitor', 'none', '-serial', 'none'];
    const load = ['-kernel', 'code.bin', '-device', `loader,file=input.bin,addr=${blocksStart},force-raw=on`];
    const semihosting = ['-semihosting-config', 'enable=on,target=native'];
    execFileSync('qemu-system-arm', [...board, ...load, ...semihosting], { cwd: folder, timeout: timeoutMs });
    return new Uint8Array(readFileSync(join(folder, resultFile)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
