import { contains } from '../../devices/memory-map.ts';
import type { Device } from '../../devices/schema.ts';
import { isReservation } from '../../image/reservations.ts';
import type { SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage, ImageSection } from '../../image/types.ts';

/**
 * The address that a stack may not go below: where the static data end that lie under it in the same memory, or where
 * the variable begins that the stack is in. Undefined where the image does not tell: then the end of the memory does.
 *
 * @param top where the stack began
 */
export function stackLimit(
  { sections }: Pick<FirmwareImage, 'sections'>,
  symbols: SymbolIndex,
  device: Device,
  top: number,
): number | undefined {
  const region = device.regions.find((candidate) => contains(candidate, top - 1));
  if (region === undefined) return undefined;
  const placed = sections.filter(
    (section) =>
      section.allocated && section.sizeBytes > 0 && contains(region, section.address) && !isReservation(section),
  );
  const around = placed.find((section) => section.address < top && endOf(section) >= top);
  if (around !== undefined) return symbols.objectAt(top - 1)?.address;
  const ends = placed.map(endOf).filter((end) => end <= top);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

const endOf = ({ address, sizeBytes }: ImageSection): number => address + sizeBytes;
