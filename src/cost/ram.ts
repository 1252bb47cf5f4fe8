import { type AddressRange, rangeOf, sizeOf, sizeWithout, subtract } from '../bytes/ranges.ts';
import { isRamAddress } from '../devices/memory-map.ts';
import type { Device } from '../devices/schema.ts';
import { isReservation } from '../image/reservations.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { RunTrace } from '../simulate/types.ts';
import type { RamFootprint } from './types.ts';

/** What a run says about the RAM it used. */
export type UsedRam = Pick<
  RunTrace,
  'arenaBytes' | 'stackPeakBytes' | 'stacks' | 'handlerPeakBytes' | 'heapPeakBytes' | 'heap' | 'arena'
>;

/**
 * RAM an image used in one run: what is placed at link time plus the measured high-water marks.
 *
 * @param unreachableBytes linked variables that the model cannot reach, taken off the static part
 */
export function ramFootprint(
  image: FirmwareImage,
  device: Device,
  trace: UsedRam,
  unreachableBytes: number,
): RamFootprint {
  const placed = staticRanges(image, device);
  const staticBytes = sumOf(placed) - unreachableBytes;
  const arenaBytes = trace.arenaBytes ?? 0;
  const { heap, stacks, arena } = trace;
  const heapPeakBytes = heap === undefined ? trace.heapPeakBytes : sizeWithout(heap, placed);
  const taken = heap === undefined ? placed : [...placed, heap];
  const stackPeakBytes =
    stacks?.reduce((bytes, { used }) => bytes + sizeWithout(used, taken), 0) ?? trace.stackPeakBytes;
  return {
    totalBytes: staticBytes + arenaBytes + stackPeakBytes + heapPeakBytes,
    staticBytes,
    arenaBytes,
    stackPeakBytes,
    heapPeakBytes,
    handlerStackPeakBytes: trace.handlerPeakBytes ?? null,
    stacks: (stacks ?? []).map(({ name, used, reservedBytes }) => ({
      name,
      peakBytes: sizeOf(used),
      reservedBytes: reservedBytes ?? null,
    })),
    tensorArena: arena === undefined ? null : { sizeBytes: sizeOf(arena.place), usedBytes: arena.usedBytes },
  };
}

/**
 * Bytes of initialised and zeroed data in RAM. Leaves out the reserved arena and stack of preflash's own linker
 * scripts and the stack and heap reservations of common ones. A HEX file says nothing about RAM: 0.
 */
export function staticRamBytes(image: FirmwareImage, device: Device): number {
  return sumOf(staticRanges(image, device));
}

const sumOf = (ranges: readonly AddressRange[]): number => ranges.reduce((bytes, range) => bytes + sizeOf(range), 0);

function staticRanges(image: FirmwareImage, device: Device): AddressRange[] {
  const holes = [
    labelledRange(image, '__pf_arena_start', '__pf_arena_end'),
    labelledRange(image, '__pf_stack_limit', '__pf_stack_top'),
  ].filter((range) => range !== undefined);
  return placedInRam(image, device).flatMap((range) => subtract(range, holes));
}

/** By section where the image has them: segments also hold the gaps between and the reservations. */
function placedInRam(image: FirmwareImage, device: Device): AddressRange[] {
  if (image.sections.length === 0) {
    return image.segments
      .filter((segment) => isRamAddress(device, segment.virtualAddress))
      .map((segment) => rangeOf(segment.virtualAddress, segment.memoryBytes));
  }
  return image.sections
    .filter((section) => section.allocated && isRamAddress(device, section.address) && !isReservation(section))
    .map((section) => rangeOf(section.address, section.sizeBytes));
}

function labelledRange(image: FirmwareImage, startLabel: string, endLabel: string): AddressRange | undefined {
  const start = image.symbols.find((symbol) => symbol.name === startLabel);
  const end = image.symbols.find((symbol) => symbol.name === endLabel);
  return start && end ? { start: start.address, end: end.address } : undefined;
}
