import { describe, expect, it } from 'vitest';
import { checkFits } from '../../src/image/fit.ts';
import type { Segment } from '../../src/image/types.ts';

// Sizes by hand: 1 MiB flash, aliased at 0 as STM32 does it, and two RAMs with a gap between them.
const device: Parameters<typeof checkFits>[1] = {
  id: 'part',
  name: 'Part',
  core: 'cortex-m4f',
  regions: [
    { name: 'flash', kind: 'flash', base: 0x0800_0000, sizeBytes: 1048576, aliases: [0] },
    { name: 'sram1', kind: 'ram', base: 0x2000_0000, sizeBytes: 98304, aliases: [] },
    { name: 'sram2', kind: 'ram', base: 0x1000_0000, sizeBytes: 32768, aliases: [] },
    { name: 'sram3', kind: 'ram', base: 0x1000_8000, sizeBytes: 32768, aliases: [] },
  ],
};

function segment(
  loadAddress: number,
  sizeBytes: number,
  virtualAddress = loadAddress,
  memoryBytes = sizeBytes,
): Segment {
  return { loadAddress, virtualAddress, bytes: new Uint8Array(sizeBytes), memoryBytes };
}

const check = (segments: Segment[], machine: 'arm' | 'avr' | 'unknown' = 'arm') =>
  checkFits({ machine, segments }, device);

describe('whether an image fits', () => {
  it('finds nothing to say about one that does', () => {
    expect(check([segment(0x0800_0000, 1000), segment(0x0800_03e8, 40, 0x2000_0000, 98304)])).toEqual([]);
    expect(check([segment(0, 1048576)])).toEqual([]);
    expect(check([segment(0x0800_0000, 8)], 'unknown')).toEqual([]);
  });

  it('says by how many bytes flash overflows', () => {
    expect(check([segment(0x0800_0000, 1048576 + 24)])).toEqual([
      expect.objectContaining({ kind: 'too-large', region: 'flash', excessBytes: 24, address: 0x0810_0000 }),
    ]);
  });

  it('says by how many bytes RAM overflows, for data that starts in flash', () => {
    const findings = check([segment(0x0800_0000, 100, 0x2000_0000, 98304 + 4096)]);
    expect(findings).toEqual([expect.objectContaining({ kind: 'too-large', region: 'sram1', excessBytes: 4096 })]);
    expect(findings[0]?.message).toBe('100 KiB at 0x20000000 is 4096 bytes larger than what is left of sram1 on Part');
  });

  it('lets a segment run on from one memory into the next', () => {
    expect(check([segment(0x0800_0000, 8, 0x1000_0000, 65536)])).toEqual([]);
    expect(check([segment(0x0800_0000, 8, 0x1000_0000, 65537)])).toEqual([
      expect.objectContaining({ region: 'sram3', excessBytes: 1 }),
    ]);
  });

  it('names the memories when a segment is in none', () => {
    const findings = check([segment(0x9000_0000, 16)]);
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'outside-memory', region: undefined, excessBytes: 16, address: 0x9000_0000 }),
    ]);
    expect(findings[0]?.message).toMatch(/outside the memories of Part \(flash at 0x08000000, sram1 at 0x20000000/);
  });

  it('refuses an image for another core, whatever its size', () => {
    expect(check([segment(0x0800_0000, 8)], 'avr')).toEqual([
      expect.objectContaining({ kind: 'wrong-architecture', message: expect.stringMatching(/AVR.*cortex-m4f/) }),
    ]);
  });
});
