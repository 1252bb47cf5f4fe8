import { countersSymbol } from '../../../src/build/wasm/count-module.ts';
import { signedLeb, unsignedLeb } from '../../../src/build/wasm/leb128.ts';

/** A function of i32 parameters and at most one i32 result; `code` has no final `end`. */
export interface TinyFunction {
  readonly parameterCount: number;
  readonly hasResult: boolean;
  readonly isExported: boolean;
  readonly code: readonly number[];
}

const i32 = 0x7f;
const pageCount = 2;
/** Where the counters are: the second page is theirs. */
export const countersAddress = 65_536;

/** A module of some functions, exported as f0, f1, ... by their place, with room for counters (Core Specification, 5.5). */
export function tinyModule(functions: readonly TinyFunction[]): Uint8Array {
  const text = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];
  const section = (id: number, entries: readonly (readonly number[])[]): number[] => {
    const content = [...unsignedLeb(entries.length), ...entries.flat()];
    return [id, ...unsignedLeb(content.length), ...content];
  };
  const types = functions.map(({ parameterCount, hasResult }) => [
    ...[0x60, parameterCount, ...Array.from({ length: parameterCount }, () => i32)],
    ...(hasResult ? [1, i32] : [0]),
  ]);
  const exported = functions.flatMap(({ isExported }, index) => (isExported ? [[...text(`f${index}`), 0, index]] : []));
  const bodies = functions.map(({ code }) => [...unsignedLeb(code.length + 2), 0, ...code, 0x0b]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(
      3,
      functions.map((_, index) => [index]),
    ),
    ...section(5, [[0, pageCount]]),
    ...section(6, [[i32, 0, 0x41, ...signedLeb(countersAddress), 0x0b]]),
    ...section(7, [[...text('memory'), 2, 0], [...text(countersSymbol), 3, 0], ...exported]),
    ...section(10, bodies),
  ]);
}
