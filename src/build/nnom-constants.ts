import type { Definition, NnomSource } from '../model/nnom/source.ts';
import { nnomError } from '../model/nnom/tokens.ts';
import type { Value } from '../model/nnom/values.ts';
import { type Abi, type FieldType, scalarOf, structOf, unitOf } from './nnom-structs.ts';

/** One object in flash: where it goes and what it is made of. */
interface Placed {
  readonly address: number;
  readonly fields: readonly { readonly type: FieldType; readonly value: Value | undefined }[];
}

/** Lays the constants of a weights.h out from an address on, each when it is first asked for. */
export class ConstantLayout {
  readonly #source: NnomSource;
  readonly #abi: Abi;
  readonly #start: number;
  readonly #buffers: ReadonlyMap<string, number>;
  readonly #placed = new Map<string, Placed>();
  readonly #texts = new Map<string, number>();
  #end: number;

  /**
   * @param start aligned to a pointer where the target aligns
   * @param buffers addresses of what is no constant: the model's input and output
   */
  constructor(source: NnomSource, abi: Abi, start: number, buffers: ReadonlyMap<string, number>) {
    this.#source = source;
    this.#abi = abi;
    this.#start = start;
    this.#end = start;
    this.#buffers = buffers;
  }

  /** The address of a constant or buffer. */
  addressOf(name: string, line: number): number {
    if (name === '') return 0;
    const known = this.#buffers.get(name) ?? this.#placed.get(name)?.address;
    if (known !== undefined) return known;
    const definition = this.#source.definitions.get(name);
    if (definition === undefined) throw nnomError(this.#source.name, line, `${name} is defined nowhere`, advice);
    return this.#place(definition);
  }

  #place(definition: Definition): number {
    const fields = fieldsOf(definition);
    if (fields === undefined) {
      const what = `constants of type ${definition.type} are not known`;
      throw nnomError(this.#source.name, definition.line, what, advice);
    }
    if (this.#abi.isAligned) this.#end = alignTo(this.#end, this.#abi.pointerBytes);
    const address = this.#end;
    this.#placed.set(definition.name, { address, fields });
    this.#end += this.#extent(fields);
    for (const { value } of fields) this.#visit(value);
    return address;
  }

  /** Places what a value points to. */
  #visit(value: Value | undefined): void {
    if (value?.kind === 'address') this.addressOf(value.of, value.line);
    else if (value?.kind === 'text') this.#textAddress(value.text);
    else if (value?.kind === 'fields') this.#visit(value.fields.get('name'));
  }

  #textAddress(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const address = this.#end;
    this.#texts.set(text, address);
    this.#end += text.length + 1;
    return address;
  }

  #extent(fields: Placed['fields']): number {
    return fields.reduce((at, { type }) => this.#after(at, type), 0);
  }

  #align(at: number, type: FieldType): number {
    const [unit] = unitOf(type, this.#abi);
    return this.#abi.isAligned ? alignTo(at, unit) : at;
  }

  #after(at: number, type: FieldType): number {
    const [unit, count] = unitOf(type, this.#abi);
    return this.#align(at, type) + unit * count;
  }

  /** The bytes from the start address on; call when all that is needed was asked for. */
  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#end - this.#start);
    const view = new DataView(bytes.buffer);
    for (const { address, fields } of this.#placed.values()) {
      let at = address - this.#start;
      for (const { type, value } of fields) {
        this.#write(view, this.#align(at, type), type, value);
        at = this.#after(at, type);
      }
    }
    for (const [text, address] of this.#texts) bytes.set(new TextEncoder().encode(text), address - this.#start);
    return bytes;
  }

  #write(view: DataView, at: number, type: FieldType, value: Value | undefined): void {
    const [unit] = unitOf(type, this.#abi);
    const elements = value?.kind === 'list' ? value.elements : [value];
    elements.forEach((element, index) => {
      writeInteger(view, at + index * unit, unit, this.#word(element));
    });
  }

  #word(value: Value | undefined): number {
    if (value === undefined) return 0;
    if (value.kind === 'number') return value.value;
    if (value.kind === 'text') return this.#textAddress(value.text);
    if (value.kind === 'fields') return this.#word(value.fields.get('name'));
    if (value.kind === 'address') return this.addressOf(value.of, value.line);
    throw nnomError(this.#source.name, value.line, 'this is no value of a constant', advice);
  }
}

const advice = 'Export weights.h again.';

/** The next multiple of `alignment`. */
export const alignTo = (value: number, alignment: number): number => Math.ceil(value / alignment) * alignment;

/** Little-endian, cut off to `bytes`. */
export function writeInteger(view: DataView, at: number, bytes: number, value: number): void {
  for (let index = 0; index < bytes; index++) view.setUint8(at + index, (value >> (8 * index)) & 0xff);
}

function fieldsOf({ type, isArray, value }: Definition): Placed['fields'] | undefined {
  const scalar = scalarOf(type);
  if (scalar !== undefined && isArray) return listOf(value).map((element) => ({ type: scalar, value: element }));
  return structOf(type)?.map(([name, fieldType], position) => ({
    type: fieldType,
    value: value?.kind === 'fields' ? value.fields.get(name) : listOf(value)[position],
  }));
}

/** A macro may stand for one number or for a list in braces. */
function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.elements : [value];
}
