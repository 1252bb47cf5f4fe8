import { type AddressRange, intersect, rangeOf, sizeOf, subtract } from '../bytes/ranges.ts';
import type { FirmwareImage } from './types.ts';

/**
 * What of the executable sections is constants: many linker scripts put `.rodata` into `.text`. That is variables of
 * known size, and what the assembler marked as data; literal pools belong to the functions they are in.
 */
export function constantsInCode(image: Pick<FirmwareImage, 'sections' | 'symbols' | 'dataInCode'>): AddressRange[] {
  const code = image.sections
    .filter(({ executable, allocated }) => executable && allocated)
    .map(({ address, sizeBytes }) => rangeOf(address, sizeBytes));
  const symbols = image.symbols.filter(({ sizeBytes }) => sizeBytes > 0);
  const placesOf = (kind: 'function' | 'object'): AddressRange[] =>
    symbols
      .filter((symbol) => symbol.kind === kind)
      .map(({ address, sizeBytes }) => rangeOf(address, sizeBytes))
      .filter((range) => code.some((section) => meet(section, range)));
  const functions = placesOf('function');
  const marked = (image.dataInCode ?? []).flatMap((range) => without(range, functions));
  return [...marked, ...disjoint(placesOf('object')).flatMap((range) => without(range, [...marked, ...functions]))];
}

const meet = (a: AddressRange, b: AddressRange): boolean => sizeOf(intersect(a, b)) > 0;

const without = (range: AddressRange, others: readonly AddressRange[]): AddressRange[] =>
  subtract(
    range,
    others.filter((other) => meet(range, other)),
  );

/** Variables may have several names. */
function disjoint(ranges: readonly AddressRange[]): AddressRange[] {
  let covered = 0;
  return [...ranges]
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, end }) => {
      const rest = { start: Math.max(start, covered), end };
      covered = Math.max(covered, end);
      return sizeOf(rest) > 0 ? [rest] : [];
    });
}
