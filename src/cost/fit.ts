import type { Device, MemoryRegion } from '../devices/schema.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import type { FirmwareImage } from '../image/types.ts';
import { type AddressRange, rangeOf, sizeOf } from './ranges.ts';

/** Something takes more flash or RAM than the part has. */
export class DoesNotFitError extends PreflashError {}

interface Memory extends AddressRange {
  readonly kind: MemoryRegion['kind'];
}

/**
 * Holds what an image places against the part's memory, before it is run.
 *
 * @param name what the user calls the image, for the message
 * @throws DoesNotFitError with the number of bytes past the end of flash or RAM
 */
export function assertImageFits(image: FirmwareImage, device: Device, name: string): void {
  const placed = placedRanges(image);
  for (const memory of contiguousMemories(device)) {
    const excessBytes = overrunBytes(memory, placed);
    if (excessBytes > 0) throw doesNotFit(memory, excessBytes, device, name);
  }
}

function doesNotFit(memory: Memory, excessBytes: number, device: Device, name: string): DoesNotFitError {
  const kind = memory.kind === 'flash' ? 'flash' : 'RAM';
  return new DoesNotFitError({
    where: name,
    what: `it does not fit the ${kind} of ${device.id}: ${excessBytes} bytes past the end of ${sizeOf(memory)}`,
    advice: `Take a part with more ${kind}, or make it smaller.`,
  });
}

/** Where bytes are programmed, and what they and zeroed data take while the program runs. */
function placedRanges(image: FirmwareImage): AddressRange[] {
  return image.segments.flatMap(({ loadAddress, virtualAddress, bytes, memoryBytes }) => [
    rangeOf(loadAddress, bytes.length),
    rangeOf(virtualAddress, memoryBytes),
  ]);
}

/** Bytes past the end of `memory` that belong to what begins in it or, up to its size again, right behind it. */
function overrunBytes(memory: Memory & { readonly beyond: number }, placed: readonly AddressRange[]): number {
  const ends = placed
    .filter((range) => sizeOf(range) > 0 && range.start >= memory.start && range.start < memory.beyond)
    .map((range) => range.end - memory.end);
  return Math.max(0, ...ends);
}

/** The part's memory under all its addresses, neighbours of one kind joined; `beyond`: where other memory may begin. */
function contiguousMemories(device: Device): (Memory & { readonly beyond: number })[] {
  const pieces = device.regions
    .flatMap(({ kind, base, aliases, sizeBytes }) =>
      [base, ...aliases].map((start) => ({ kind, ...rangeOf(start, sizeBytes) })),
    )
    .sort((a, b) => a.start - b.start);
  const joined: Memory[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind && last.end === piece.start) joined.splice(-1, 1, { ...last, end: piece.end });
    else joined.push(piece);
  }
  return joined.map((memory, at) => ({
    ...memory,
    beyond: Math.min(joined[at + 1]?.start ?? Number.POSITIVE_INFINITY, memory.end + sizeOf(memory)),
  }));
}
