import type { FirmwareImage, Segment } from '../types.ts';
import { isAllocated, type SectionHeader, sectionTypes } from './sections.ts';

/** Where AVR ELF files put data space (GNU ld, avr emulations); below it is program memory. */
const dataSpace = 0x80_0000;
const flagWrite = 1;

/**
 * Constants of an AVR program that stay in flash are linked at the address where data space shows them. Here every
 * byte of flash goes by the one address it is programmed to.
 */
export interface ProgramSpace {
  readonly segments: readonly Segment[];
  readonly sections: readonly SectionHeader[];
  /** What to add to the address of a symbol of the section with that index. */
  shiftOf(sectionIndex: number): number;
}

/** Moves constants to where they are programmed; other machines have one address space and are left alone. */
export function toProgramSpace(
  machine: FirmwareImage['machine'],
  segments: readonly Segment[],
  sections: readonly SectionHeader[],
): ProgramSpace {
  if (machine !== 'avr') return { segments, sections, shiftOf: () => 0 };
  const homes = sections.map((section) =>
    segments.find((segment) => holds(segment, section) && isConstant(section, segment)),
  );
  const moved = new Set(homes);
  const shiftOf = (index: number) => {
    const segment = homes[index];
    return segment === undefined ? 0 : segment.loadAddress - segment.virtualAddress;
  };
  return {
    segments: segments.map((segment) =>
      moved.has(segment) ? { ...segment, virtualAddress: segment.loadAddress } : segment,
    ),
    sections: sections.map((section, index) => ({ ...section, address: section.address + shiftOf(index) })),
    shiftOf,
  };
}

function holds({ virtualAddress, bytes }: Segment, { address, sizeBytes, type }: SectionHeader): boolean {
  const inside = address >= virtualAddress && address + sizeBytes <= virtualAddress + bytes.length;
  return inside && sizeBytes > 0 && type !== sectionTypes.noBits;
}

const isConstant = (section: SectionHeader, segment: Segment): boolean =>
  isAllocated(section) &&
  (section.flags & flagWrite) === 0 &&
  segment.loadAddress < dataSpace &&
  segment.loadAddress !== segment.virtualAddress;
