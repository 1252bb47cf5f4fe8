import { formatAddress } from '../../bytes/address.ts';
import { ImageError } from '../errors.ts';

/** Reads little-endian fields of a file and never past its end: every ELF field goes through here. */
export class ElfReader {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, name: string) {
    this.name = name;
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** `what` names the structure being read, for the message of a file that ends inside it. */
  u8(offset: number, what: string): number {
    this.#require(offset, 1, what);
    return this.#view.getUint8(offset);
  }

  u16(offset: number, what: string): number {
    this.#require(offset, 2, what);
    return this.#view.getUint16(offset, true);
  }

  u32(offset: number, what: string): number {
    this.#require(offset, 4, what);
    return this.#view.getUint32(offset, true);
  }

  i32(offset: number, what: string): number {
    this.#require(offset, 4, what);
    return this.#view.getInt32(offset, true);
  }

  /** A view of the file, not a copy. */
  slice(offset: number, sizeBytes: number, what: string): Uint8Array {
    this.#require(offset, sizeBytes, what);
    return this.bytes.subarray(offset, offset + sizeBytes);
  }

  /** An error about this file. */
  error(what: string, advice = 'Link the firmware again, or copy the file again if it was cut short.'): ImageError {
    return new ImageError({ where: this.name, what, advice });
  }

  #require(offset: number, sizeBytes: number, what: string): void {
    if (offset + sizeBytes <= this.bytes.length) return;
    const place = `${what} at file offset ${formatAddress(offset)}`;
    throw this.error(`${place} needs ${sizeBytes} bytes, but the file ends after ${this.bytes.length}`);
  }
}
