import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = (name: string): string => new URL(`./firmware/${name}`, import.meta.url).pathname;

/** Compiles the bench program to ARMv6-M code at `codeOrigin`; returns the path of the ELF. */
export function buildProgram(directory: string, codeOrigin: number, rounds: number): string {
  const elf = join(directory, `bench-${codeOrigin.toString(16)}-${rounds}.elf`);
  const args = [
    ...['-mcpu=cortex-m0plus', '-mthumb', '-O2', '-ffreestanding', '-fno-tree-loop-distribute-patterns', '-nostdlib'],
    ...['-Wall', '-Werror', `-DROUNDS=${rounds}`, `-Wl,--defsym=CODE_ORIGIN=${codeOrigin}`, '-T', source('link.ld')],
    ...[source('convolution.c'), '-o', elf, '-lgcc'],
  ];
  const { status, stderr } = spawnSync('arm-none-eabi-gcc', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`arm-none-eabi-gcc could not build the bench program:\n${stderr}`);
  return elf;
}

/** The program as the bytes that belong at `codeOrigin`. */
export function flatten(elf: string): Uint8Array {
  const binary = elf.replace(/\.elf$/, '.bin');
  const { status, stderr } = spawnSync('arm-none-eabi-objcopy', ['-O', 'binary', elf, binary], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`arm-none-eabi-objcopy failed:\n${stderr}`);
  return readFileSync(binary);
}
