import { type AddressRange, sizeOf } from '../../bytes/ranges.ts';
import type { ImageSection } from '../types.ts';
import type { SymbolTable } from './symbols.ts';

/** AAELF32, "Mapping symbols": $d begins data, $t and $a begin code. */
const mapping = /^\$(?<kind>[adt])(?:\..*)?$/;

/** Stretches of executable sections that the assembler marked as data: tables, strings, literal pools. */
export function dataInCode(table: SymbolTable, sections: readonly ImageSection[]): AddressRange[] {
  const marks = table.entries
    .flatMap((symbol) => {
      const kind = symbol === undefined ? undefined : mapping.exec(symbol.name)?.groups?.kind;
      return symbol === undefined || kind === undefined ? [] : [{ address: symbol.address, isData: kind === 'd' }];
    })
    .sort((a, b) => a.address - b.address);
  return sections
    .filter(({ executable, allocated }) => executable && allocated)
    .flatMap(({ address, sizeBytes }) => {
      const end = address + sizeBytes;
      const own = marks.filter((mark) => mark.address >= address && mark.address < end);
      return own.flatMap((mark, index) => {
        const range = { start: mark.address, end: own[index + 1]?.address ?? end };
        return mark.isData && sizeOf(range) > 0 ? [range] : [];
      });
    });
}
