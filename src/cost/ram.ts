import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { RunTrace } from '../simulate/types.ts';
import { isRamAddress } from '../devices/memory-map.ts';
import { type AddressRange, rangeOf, sizeWithout } from '../bytes/ranges.ts';
import type { RamFootprint } from './types.ts';

/**
 * Sections that set RAM aside for stack and heap: STM32CubeIDE's `._user_heap_stack`, CMSIS's `.heap` and `.stack`,
 * `.stack_dummy`. What the program used of them is measured, so the reservation itself is not counted.
 */
const reservation = /^\.?_?(user_)?(heap|stack)(_stack|_dummy|_reserve)?$/;

/**
 * RAM an image used in one run: what is placed at link time plus the measured high-water marks.
 *
 * @param unreachableBytes linked variables that the model cannot reach, taken off the static part
 */
export function ramFootprint(
  image: FirmwareImage,
  device: Device,
  trace: Pick<RunTrace, 'arenaBytes' | 'stackPeakBytes' | 'heapPeakBytes'>,
  unreachableBytes: number,
): RamFootprint {
  const staticBytes = staticRamBytes(image, device) - unreachableBytes;
  const arenaBytes = trace.arenaBytes ?? 0;
  const { stackPeakBytes, heapPeakBytes } = trace;
  return {
    totalBytes: staticBytes + arenaBytes + stackPeakBytes + heapPeakBytes,
    staticBytes,
    arenaBytes,
    stackPeakBytes,
    heapPeakBytes,
  };
}

/**
 * Bytes of initialised and zeroed data in RAM. Leaves out the reserved arena and stack of preflash's own linker
 * scripts and the stack and heap reservations of common ones. A HEX file says nothing about RAM: 0.
 */
export function staticRamBytes(image: FirmwareImage, device: Device): number {
  const holes = [
    labelledRange(image, '__pf_arena_start', '__pf_arena_end'),
    labelledRange(image, '__pf_stack_limit', '__pf_stack_top'),
  ].filter((range) => range !== undefined);
  return placedInRam(image, device).reduce((bytes, range) => bytes + sizeWithout(range, holes), 0);
}

/** By section where the image has them: segments also hold the gaps between and the reservations. */
function placedInRam(image: FirmwareImage, device: Device): AddressRange[] {
  if (image.sections.length === 0) {
    return image.segments
      .filter((segment) => isRamAddress(device, segment.virtualAddress))
      .map((segment) => rangeOf(segment.virtualAddress, segment.memoryBytes));
  }
  return image.sections
    .filter((section) => section.allocated && isRamAddress(device, section.address) && !reservation.test(section.name))
    .map((section) => rangeOf(section.address, section.sizeBytes));
}

function labelledRange(image: FirmwareImage, startLabel: string, endLabel: string): AddressRange | undefined {
  const start = image.symbols.find((symbol) => symbol.name === startLabel);
  const end = image.symbols.find((symbol) => symbol.name === endLabel);
  return start && end ? { start: start.address, end: end.address } : undefined;
}
