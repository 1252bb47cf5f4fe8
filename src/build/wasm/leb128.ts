/**
 * Variable-length integers of the WebAssembly binary format (W3C WebAssembly Core Specification, 5.2.2), seven bits a
 * byte, the lowest first.
 */

const continues = 0x80;

/** The bytes of an unsigned integer below 2^32. */
export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= continues) {
    bytes.push((rest % continues) | continues);
    rest = Math.floor(rest / continues);
  }
  bytes.push(rest);
  return bytes;
}

/** The bytes of a signed 32-bit integer. */
export function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | continues);
    if (isLast) return bytes;
  }
}

/** Reads a module from front to back. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  /** @throws RangeError behind the end */
  byte(): number {
    const value = this.isAtEnd ? undefined : this.bytes[this.at++];
    if (value === undefined) throw new RangeError(`the module ends at byte ${this.end}`);
    return value;
  }

  /** An unsigned integer of up to 32 bits. */
  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= continues) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < continues) return value;
    }
  }

  /** A signed integer of up to 32 bits. */
  signed(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < continues) return shift + 7 < 32 ? (value << (25 - shift)) >> (25 - shift) : value;
    }
  }

  /** Steps over an integer of whatever width and sign. */
  skipInteger(): void {
    while (this.byte() >= continues);
  }

  /** @throws RangeError when fewer bytes are left */
  skip(count: number): void {
    if (this.at + count > this.end) throw new RangeError(`the module ends at byte ${this.end}`);
    this.at += count;
  }

  name(): string {
    const length = this.unsigned();
    const start = this.at;
    this.skip(length);
    return new TextDecoder().decode(this.bytes.subarray(start, this.at));
  }
}
