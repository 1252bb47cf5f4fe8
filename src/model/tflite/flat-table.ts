import { ByteBuffer } from 'flatbuffers';
import { ModelError } from '../errors.ts';

/**
 * A flatbuffer file read with bounds. flatbuffers' ByteBuffer answers reads past the end with 0 or NaN and believes
 * every length; here each offset is checked first, and how much is read in all is bounded by the file's size, because
 * offsets may share bytes: a small crafted file could otherwise describe more tensors than there is memory.
 */
export class FlatFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly buffer: ByteBuffer;
  #budget: number;

  constructor(bytes: Uint8Array, name: string) {
    this.name = name;
    this.sizeBytes = bytes.length;
    this.buffer = new ByteBuffer(bytes);
    this.#budget = 64 * 1024 + 8 * bytes.length;
  }

  /** The table the file starts with (its offset is the first word). */
  root(): FlatTable {
    this.require(0, 4, 'the root offset');
    return new FlatTable(this, this.buffer.readUint32(0), 'the model');
  }

  require(offset: number, sizeBytes: number, what: string): void {
    if (offset >= 0 && offset + sizeBytes <= this.sizeBytes) return;
    throw this.error(`${what} needs ${sizeBytes} bytes at offset ${offset}, but the file has ${this.sizeBytes}`);
  }

  spend(items: number, what: string): void {
    this.#budget -= items;
    if (this.#budget < 0) throw this.error(`${what} and others share their bytes, which no converter does`);
  }

  error(what: string): ModelError {
    const advice = 'The file is damaged: convert or copy the model again.';
    return new ModelError({ where: this.name, what, advice });
  }
}

/** One table of a flatbuffer; fields are asked for by slot. `what` names it in messages: `tensor 3`. */
export class FlatTable {
  readonly what: string;
  readonly #file: FlatFile;
  readonly #position: number;
  readonly #vtable: number;
  readonly #vtableBytes: number;
  readonly #tableBytes: number;

  constructor(file: FlatFile, position: number, what: string) {
    const { buffer } = file;
    this.what = what;
    this.#file = file;
    this.#position = position;
    file.spend(1, what);
    file.require(position, 4, what);
    this.#vtable = position - buffer.readInt32(position);
    file.require(this.#vtable, 4, `the field list of ${what}`);
    this.#vtableBytes = buffer.readUint16(this.#vtable);
    this.#tableBytes = buffer.readUint16(this.#vtable + 2);
    file.require(this.#vtable, this.#vtableBytes, `the field list of ${what}`);
    file.require(position, this.#tableBytes, what);
  }

  uint8(slot: number, missing: number): number {
    const offset = this.#find(slot, 1);
    return offset === undefined ? missing : this.#file.buffer.readUint8(offset);
  }

  int32(slot: number, missing: number): number {
    const offset = this.#find(slot, 4);
    return offset === undefined ? missing : this.#file.buffer.readInt32(offset);
  }

  uint32(slot: number, missing: number): number {
    const offset = this.#find(slot, 4);
    return offset === undefined ? missing : this.#file.buffer.readUint32(offset);
  }

  float32(slot: number, missing: number): number {
    const offset = this.#find(slot, 4);
    return offset === undefined ? missing : this.#file.buffer.readFloat32(offset);
  }

  /** Whether the field is there at all. */
  has(slot: number): boolean {
    return this.#find(slot, 1) !== undefined;
  }

  int32s(slot: number): number[] {
    return this.#items(slot, 4, (offset) => this.#file.buffer.readInt32(offset));
  }

  float32s(slot: number): number[] {
    return this.#items(slot, 4, (offset) => this.#file.buffer.readFloat32(offset));
  }

  /** 64-bit integers as numbers: those that are not safe integers are refused. */
  int64s(slot: number): number[] {
    return this.#items(slot, 8, (offset) => {
      const value = Number(this.#file.buffer.readInt64(offset));
      if (!Number.isSafeInteger(value)) throw this.#file.error(`${this.what} holds a number of more than 53 bits`);
      return value;
    });
  }

  /** Bytes of a vector of bytes, without looking at them. */
  byteVectorLength(slot: number): number {
    return this.#vector(slot, 1)?.length ?? 0;
  }

  /** A vector of bytes; empty where there is none. */
  bytes(slot: number): Uint8Array {
    const vector = this.#vector(slot, 1);
    if (vector === undefined) return new Uint8Array();
    return this.#file.buffer.bytes().subarray(vector.start, vector.start + vector.length);
  }

  string(slot: number): string {
    const vector = this.#vector(slot, 1);
    if (vector === undefined) return '';
    this.#file.spend(vector.length, `the name of ${this.what}`);
    return new TextDecoder().decode(this.#file.buffer.bytes().subarray(vector.start, vector.start + vector.length));
  }

  table(slot: number, what: string): FlatTable | undefined {
    const offset = this.#find(slot, 4);
    return offset === undefined ? undefined : new FlatTable(this.#file, this.#follow(offset), what);
  }

  /** The tables of a vector of tables; they are called `${what} ${index}`. */
  tables(slot: number, what: string): FlatTable[] {
    let index = 0;
    return this.#items(slot, 4, (offset) => new FlatTable(this.#file, this.#follow(offset), `${what} ${index++}`));
  }

  #items<T>(slot: number, itemBytes: number, read: (offset: number) => T): T[] {
    const vector = this.#vector(slot, itemBytes);
    if (vector === undefined) return [];
    this.#file.spend(vector.length, this.what);
    return Array.from({ length: vector.length }, (_, index) => read(vector.start + index * itemBytes));
  }

  #vector(slot: number, itemBytes: number): { start: number; length: number } | undefined {
    const offset = this.#find(slot, 4);
    if (offset === undefined) return undefined;
    const position = this.#follow(offset);
    this.#file.require(position, 4, `a list of ${this.what}`);
    const length = this.#file.buffer.readUint32(position);
    this.#file.require(position + 4, length * itemBytes, `a list of ${this.what}`);
    return { start: position + 4, length };
  }

  #follow(offset: number): number {
    return offset + this.#file.buffer.readUint32(offset);
  }

  /** File offset of a field, or undefined where the table leaves it at its default. */
  #find(slot: number, fieldBytes: number): number | undefined {
    const entry = 4 + 2 * slot;
    if (entry + 2 > this.#vtableBytes) return undefined;
    const field = this.#file.buffer.readUint16(this.#vtable + entry);
    if (field === 0) return undefined;
    if (field + fieldBytes > this.#tableBytes) throw this.#file.error(`a field of ${this.what} lies outside it`);
    return this.#position + field;
  }
}
