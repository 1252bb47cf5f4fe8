import type { ImageSymbol } from '../../image/types.ts';

/**
 * The functions that newlib takes its heap with, innermost first, and which argument is the increment: malloc calls
 * `_sbrk_r(reent, bytes)`, which calls `_sbrk(bytes)` or, in some builds, `sbrk(bytes)` (newlib, "System Calls").
 */
const breakFunctions = [
  { name: '_sbrk', increment: 0 },
  { name: 'sbrk', increment: 0 },
  { name: '_sbrk_r', increment: 1 },
] as const;

const allocators = new Set(['malloc', '_malloc_r', 'calloc', '_calloc_r', 'realloc', '_realloc_r']);

/** A function that moves the end of the heap, and the number of the argument that says by how many bytes. */
export interface BreakFunction {
  readonly address: number;
  readonly increment: number;
}

type Symbols = Iterable<Pick<ImageSymbol, 'name' | 'kind' | 'address'>>;

/** The one of an image's functions through which every change of its heap goes; undefined where it has none. */
export function breakFunctionOf(symbols: Symbols): BreakFunction | undefined {
  const addresses = new Map<string, number>();
  for (const { name, kind, address } of symbols) if (kind !== 'object') addresses.set(name, address);
  for (const { name, increment } of breakFunctions) {
    const address = addresses.get(name);
    if (address !== undefined) return { address, increment };
  }
  return undefined;
}

/** Whether an image allocates memory in a way that cannot be followed. */
export function hasUnknownHeap(symbols: readonly ImageSymbol[]): boolean {
  return symbols.some(({ name }) => allocators.has(name)) && breakFunctionOf(symbols) === undefined;
}
