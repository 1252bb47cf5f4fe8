import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImageError } from '../../src/image/errors.ts';
import { openImage } from '../../src/image/open.ts';
import { buildProgram, type Program } from './support/program.ts';

let program: Program;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.dispose());

const encode = (text: string) => new TextEncoder().encode(text);

describe('Intel HEX', () => {
  it('gives the bytes of the ELF it was made from, and boots at the same address', async () => {
    const elf = await openImage(program.elf, 'program.elf');
    const image = await openImage(program.hex, 'program.hex');
    expect(image).toMatchObject({ format: 'hex', machine: 'arm', entry: elf.entry, cpu: undefined });
    // objcopy writes what is programmed: the segments by load address, here without a gap between them.
    const programmed = elf.segments.flatMap(({ bytes }) => [...bytes]);
    expect(image.segments).toHaveLength(1);
    expect([...image.segments[0]!.bytes]).toEqual(programmed);
    expect(image.segments[0]!.loadAddress).toBe(0x0800_0000);
  });

  it('carries the SHA-256 of the file', async () => {
    const image = await openImage(program.hex, 'program.hex');
    expect(image.sha256).toBe(createHash('sha256').update(program.hex).digest('hex'));
  });

  it('does not take data without a vector table for an Arm program', async () => {
    // Two bytes at address 0x0100 (the example record of the Intel HEX specification's data record form).
    const image = await openImage(encode(':02010000AABB98\n:00000001FF\n'), 'data.hex');
    expect(image).toMatchObject({ machine: 'unknown', entry: 0x100 });
  });

  it.each([
    [':02010000AABB99\n:00000001FF\n', /Checksum failed at record 1/],
    [':02010000AABB98\n', /No EOF record/],
    [':02010000AA', /Mismatched record length|Malformed/],
    [':00000001FF\n', /holds no data/],
    [':02010000AABB98\n:02010000AABB98\n:00000001FF\n', /Duplicated data/],
  ])('says what is wrong with %j', async (text, message) => {
    const opened = openImage(encode(text), 'bad.hex');
    await expect(opened).rejects.toThrow(ImageError);
    await expect(opened).rejects.toThrow(message);
    await expect(opened).rejects.toThrow(/^bad\.hex: /);
  });
});
