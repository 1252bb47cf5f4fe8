/** Addresses from `start` up to, not including, `end`; empty when `end <= start`. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

export const rangeOf = (start: number, sizeBytes: number): AddressRange => ({ start, end: start + sizeBytes });

export const sizeOf = (range: AddressRange): number => Math.max(0, range.end - range.start);

/** The addresses both ranges hold; empty when they do not meet. */
export function intersect(a: AddressRange, b: AddressRange): AddressRange {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}

/** What is left of `range` when `holes` are cut out of it, in address order. */
export function subtract(range: AddressRange, holes: readonly AddressRange[]): AddressRange[] {
  return holes
    .filter((hole) => sizeOf(hole) > 0)
    .reduce((pieces, hole) => pieces.flatMap((piece) => cut(piece, hole)), [range]);
}

function cut(piece: AddressRange, hole: AddressRange): AddressRange[] {
  const before = { start: piece.start, end: Math.min(piece.end, hole.start) };
  const after = { start: Math.max(piece.start, hole.end), end: piece.end };
  return [before, after].filter((rest) => sizeOf(rest) > 0);
}

/** Bytes of `range` that are in none of `holes`. */
export function sizeWithout(range: AddressRange, holes: readonly AddressRange[]): number {
  return subtract(range, holes).reduce((bytes, piece) => bytes + sizeOf(piece), 0);
}
