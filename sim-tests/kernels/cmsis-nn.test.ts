import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The functions with CMSIS-NN's names by themselves, on golden vectors of TensorFlow Lite Micro's reference kernels
 * (cmsis-nn/make-goldens.py): channels that are no multiple of four, padding, strides, dilation, 1x1, 1xN, channel
 * multipliers, batches. The runner also holds every function to the scratch memory it asks for.
 */
const folder = join(import.meta.dirname, 'cmsis-nn');
const firmware = join(import.meta.dirname, '../../firmware/stm32');
const kernels = join(firmware, 'kernels/cmsis-nn');
const kernelSources = readdirSync(kernels).filter((name) => name.endsWith('.c'));
const sources = [join(folder, 'golden-runner.c'), ...kernelSources.map((name) => join(kernels, name))];
const common = [
  ...['-std=c11', '-g', '-Wall', '-Wextra', '-Werror', `-I${join(firmware, 'include')}`],
  `-DGOLDENS="${join(folder, 'goldens.bin')}"`,
];

/** Enough to notice a file of vectors that was cut short. */
const allPass = /^123 cases, 0 failures\n$/;

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'preflash-cmsis-nn-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What a program prints on its standard output, also when it fails. */
function outputOf(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`;
  }
}

describe('on the host, with sanitizers', () => {
  it.each([
    { loops: 'plain', dsp: 0 },
    { loops: 'paired, on the portable instructions', dsp: 1 },
  ])('$loops loops are bit-exact', ({ dsp }) => {
    const program = join(directory, `host-${dsp}`);
    const sanitizers = ['-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
    execFileSync('gcc', [...common, ...sanitizers, `-DPF_DSP=${dsp}`, ...sources, '-o', program]);
    expect(outputOf(program, [])).toMatch(allPass);
  });
});

describe('as machine code in QEMU', () => {
  it.each([
    { core: 'cortex-m4', opt: 'O0', board: 'mps2-an386' },
    { core: 'cortex-m4', opt: 'Os', board: 'mps2-an386' },
    { core: 'cortex-m4', opt: 'O3', board: 'mps2-an386' },
    { core: 'cortex-m3', opt: 'O2', board: 'mps2-an385' },
    // QEMU 7.2 has no Cortex-M0+; what it executes, a Cortex-M3 executes too.
    { core: 'cortex-m0plus', opt: 'Os', board: 'mps2-an385' },
  ])('$core at -$opt is bit-exact', ({ core, opt, board }) => {
    const program = join(directory, `${core}-${opt}.elf`);
    const target = [`-mcpu=${core}`, '-mthumb', `-${opt}`, '--specs=rdimon.specs'];
    const placement = ['-Wl,--section-start=.vectors=0', '-Wl,--no-warn-rwx-segments'];
    const vectors = join(folder, 'qemu-vectors.c');
    execFileSync('arm-none-eabi-gcc', [...target, ...common, ...placement, vectors, ...sources, '-o', program]);
    const semihosting = ['-semihosting-config', 'enable=on,target=native'];
    expect(outputOf('qemu-system-arm', ['-M', board, '-nographic', ...semihosting, '-kernel', program])).toMatch(
      allPass,
    );
  });
});
