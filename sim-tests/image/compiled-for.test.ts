import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contradiction } from '../../src/image/compiled-for.ts';
import { openImage } from '../../src/image/open.ts';
import type { CpuAttributes } from '../../src/image/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'preflash-attributes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What GCC writes into `.ARM.attributes` with these flags. */
async function attributesOf(flags: readonly string[]): Promise<CpuAttributes> {
  const source = join(folder, 'main.c');
  const elf = join(folder, 'main.elf');
  writeFileSync(source, 'float twice(float x) { return x + x; }\nint _start(void) { return (int)twice(2); }\n');
  execFileSync('arm-none-eabi-gcc', [
    ...flags,
    '-mthumb',
    '-O1',
    '-nostdlib',
    '-nostartfiles',
    source,
    '-lgcc',
    '-o',
    elf,
  ]);
  return (await openImage(new Uint8Array(readFileSync(elf)), 'main.elf')).cpu!;
}

const m0plus = { name: 'RP2040', core: 'cortex-m0plus' } as const;
const m3 = { name: 'STM32F103C8', core: 'cortex-m3' } as const;
const m4f = { name: 'STM32F401RE', core: 'cortex-m4f' } as const;
const hardFloat = ['-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16', '-mfloat-abi=hard'];
const doubleFloat = ['-mcpu=cortex-m7', '-mfpu=fpv5-d16', '-mfloat-abi=hard'];

describe('what an ELF was compiled for', () => {
  it.each([
    ['ARMv6-M code on an M0+', ['-mcpu=cortex-m0plus'], m0plus],
    ['ARMv6-M code on an M3', ['-mcpu=cortex-m0'], m3],
    ['ARMv6-M code on an M4F', ['-mcpu=cortex-m0plus'], m4f],
    ['ARMv7-M code on an M3', ['-mcpu=cortex-m3'], m3],
    ['ARMv7-M code on an M4F', ['-mcpu=cortex-m3'], m4f],
    ['ARMv7E-M code without FPU on an M4F', ['-mcpu=cortex-m4'], m4f],
    ['code for the FPU on an M4F', hardFloat, m4f],
  ])('agrees with the part: %s', async (_, flags, part) => {
    expect(contradiction(await attributesOf(flags), part)).toBeUndefined();
  });

  it.each([
    ['ARMv7-M code on an M0+', ['-mcpu=cortex-m3'], m0plus, /ARMv7 \(Tag_CPU_arch\).*RP2040.*ARMv6-M/],
    ['ARMv7E-M code on an M3', ['-mcpu=cortex-m4'], m3, /ARMv7E-M \(Tag_CPU_arch\).*STM32F103C8.*cortex-m3/],
    ['code for the FPU on an M3', hardFloat, m3, /Tag_CPU_arch/],
    ['code for the M33 on an M4F', ['-mcpu=cortex-m33+nofp'], m4f, /ARMv8-M\.mainline \(Tag_CPU_arch\)/],
    ['double precision on an M4F', doubleFloat, m4f, /FP(v5|ARMv8).* \(Tag_FP_arch\).*FPv4-SP/],
  ])('contradicts the part: %s', async (_, flags, part, message) => {
    const found = contradiction(await attributesOf(flags), part);
    expect(found?.message).toMatch(message);
    expect(found?.advice).toMatch(/-mcpu=cortex-m/);
  });

  it('contradicts an M3 by its FPU alone, and by its calling convention alone', () => {
    const plain = { cpuName: '', architecture: 'ARMv7', floatingPoint: 'none', hardFloatArguments: false };
    expect(contradiction({ ...plain, floatingPoint: 'VFPv4-D16' }, m3)?.message).toMatch(/VFPv4-D16 \(Tag_FP_arch\)/);
    expect(contradiction({ ...plain, hardFloatArguments: true }, m3)?.message).toMatch(/Tag_ABI_VFP_args/);
  });
});
