/** The bytes of a DWARF section end before what they announce. */
export class DwarfEnd extends Error {
  override readonly name = 'DwarfEnd';
}

/** Reads DWARF's little-endian data forms (DWARF 5, section 7.5) and never past the end it was given. */
export class DwarfCursor {
  offset: number;
  readonly #end: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, offset = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = offset;
    this.#end = Math.min(end, bytes.length);
  }

  get isAtEnd(): boolean {
    return this.offset >= this.#end;
  }

  #take(bytes: number): number {
    const at = this.offset;
    if (bytes < 0 || at + bytes > this.#end) throw new DwarfEnd();
    this.offset = at + bytes;
    return at;
  }

  skip(bytes: number): void {
    this.#take(bytes);
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  i8(): number {
    return this.#view.getInt8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** An address of 1, 2, 4 or 8 bytes, of which the low 32 bits count. */
  address(bytes: number): number {
    if (bytes === 2) return this.u16();
    const low = this.u32();
    this.skip(bytes - 4);
    return low;
  }

  /** LEB128, to 2^53: section 7.6. */
  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  signed(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return byte & 0x40 ? value - scale * 128 : value;
    }
  }

  /** A string that ends with a zero byte. */
  text(): string {
    const from = this.offset;
    const end = this.#bytes.indexOf(0, from);
    if (end < 0 || end >= this.#end) throw new DwarfEnd();
    this.offset = end + 1;
    return new TextDecoder().decode(this.#bytes.subarray(from, end));
  }
}
