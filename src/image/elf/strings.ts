import type { ElfReader } from './reader.ts';

/**
 * An ELF string table (gABI, "String Table"). Names may share tails, so a crafted table can make a small file decode
 * to gigabytes: the total is bounded by a multiple of the table's size.
 */
export class StringTable {
  readonly #reader: ElfReader;
  readonly #bytes: Uint8Array;
  readonly #known = new Map<number, string>();
  readonly #decoder = new TextDecoder();
  #budget: number;

  /** @throws ImageError where the table lies outside the file */
  constructor(reader: ElfReader, place: { readonly offset: number; readonly sizeBytes: number }) {
    this.#reader = reader;
    this.#bytes = reader.slice(place.offset, place.sizeBytes, 'a string table');
    this.#budget = 64 * 1024 + 16 * this.#bytes.length;
  }

  /** The string that starts at `offset`. @throws ImageError outside the table or where no NUL ends it */
  at(offset: number): string {
    const known = this.#known.get(offset);
    if (known !== undefined) return known;
    if (offset >= this.#bytes.length) throw this.#reader.error(`a name lies outside its string table (${offset})`);
    const end = this.#bytes.indexOf(0, offset);
    if (end < 0) throw this.#reader.error('a string table does not end in NUL');
    this.#budget -= end - offset;
    if (this.#budget < 0) throw this.#reader.error('the names of a string table overlap each other');
    const text = this.#decoder.decode(this.#bytes.subarray(offset, end));
    this.#known.set(offset, text);
    return text;
  }
}
