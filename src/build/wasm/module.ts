import { BuildError } from '../errors.ts';
import { ByteReader, unsignedLeb } from './leb128.ts';

/** A function that the module takes from outside. */
export interface ImportedFunction {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}

export interface FunctionType {
  /** Value types, as the format numbers them. */
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

/** What a section other than the parsed ones is made of. */
interface Section {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** A module, as far as the passes look into it; everything else is carried along as bytes. */
export interface WasmModule {
  readonly sections: readonly Section[];
  readonly types: readonly FunctionType[];
  readonly importedFunctions: readonly ImportedFunction[];
  /** Type index of each function the module defines; their index space begins behind the imported ones. */
  readonly functionTypes: readonly number[];
  /** Start and end of each function's body in `bytes`: locals and code, without the size. */
  readonly bodies: readonly (readonly [start: number, end: number])[];
  readonly bytes: Uint8Array;
}

/** Numbers of the sections (Core Specification, 5.5.2). */
export const sectionId = { type: 1, import: 2, function: 3, global: 6, export: 7, element: 9, code: 10 } as const;

const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/**
 * Reads the outline of a module.
 * @throws BuildError `broken-prebuilt` when it is not a WebAssembly 1.0 module
 */
export function parseModule(bytes: Uint8Array): WasmModule {
  if (!header.every((byte, at) => bytes[at] === byte)) throw broken('it does not begin like one');
  const reader = new ByteReader(bytes, header.length);
  const sections: (Section & { start: number; end: number })[] = [];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const size = reader.unsigned();
    const start = reader.at;
    reader.skip(size);
    sections.push({ id, bytes: bytes.subarray(start, reader.at), start, end: reader.at });
  }
  const readerOf = (id: number): ByteReader => {
    const section = sections.find((candidate) => candidate.id === id);
    return new ByteReader(bytes, section?.start ?? 0, section?.end ?? 0);
  };
  return {
    sections,
    types: vector(readerOf(sectionId.type), readType),
    importedFunctions: vector(readerOf(sectionId.import), readImport).filter((entry) => entry !== undefined),
    functionTypes: vector(readerOf(sectionId.function), (entry) => entry.unsigned()),
    bodies: vector(readerOf(sectionId.code), readBodyBounds),
    bytes,
  };
}

/** Reads what a section lists; a section that is not there lists nothing. */
export function vector<Item>(reader: ByteReader, read: (reader: ByteReader) => Item): Item[] {
  if (reader.isAtEnd) return [];
  return Array.from({ length: reader.unsigned() }, () => read(reader));
}

function readType(reader: ByteReader): FunctionType {
  const form = reader.byte();
  if (form !== 0x60) throw broken(`type form 0x${form.toString(16)} is not of WebAssembly 1.0`);
  const valueTypes = (): number[] => Array.from({ length: reader.unsigned() }, () => reader.byte());
  return { parameters: valueTypes(), results: valueTypes() };
}

const importKind = { function: 0, table: 1, memory: 2, global: 3 } as const;

/** Undefined for what is not a function. */
function readImport(reader: ByteReader): ImportedFunction | undefined {
  const [module, name, kind] = [reader.name(), reader.name(), reader.byte()];
  if (kind === importKind.function) return { module, name, type: reader.unsigned() };
  throw broken(`it imports '${module}.${name}', which is not a function`);
}

function readBodyBounds(reader: ByteReader): readonly [number, number] {
  const size = reader.unsigned();
  const start = reader.at;
  reader.skip(size);
  return [start, reader.at];
}

/** The module with other code; sections that speak of the old code's positions are left out. */
export function encodeModule(module: WasmModule, bodies: readonly Uint8Array[]): Uint8Array {
  const customSection = 0;
  const parts: (readonly number[] | Uint8Array)[] = [header];
  for (const { id, bytes } of module.sections) {
    if (id === customSection) continue;
    const content = id === sectionId.code ? encodeCode(bodies) : bytes;
    parts.push([id], unsignedLeb(content.length), content);
  }
  return concatenate(parts);
}

function encodeCode(bodies: readonly Uint8Array[]): Uint8Array {
  return concatenate([unsignedLeb(bodies.length), ...bodies.flatMap((body) => [unsignedLeb(body.length), body])]);
}

export function concatenate(parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The constant an exported global holds: where the linker put a variable.
 * @throws BuildError `broken-prebuilt` when there is none of this name
 */
export function exportedAddress(module: WasmModule, name: string): number {
  const index = exportedGlobal(module, name);
  const addresses = vector(contentOf(module, sectionId.global), readGlobal);
  const address = index === undefined ? undefined : addresses[index];
  if (address === undefined) throw broken(`it exports no '${name}'`);
  return address;
}

/** Whether a module exports a variable of this name. */
export const hasGlobal = (module: WasmModule, name: string): boolean => exportedGlobal(module, name) !== undefined;

function exportedGlobal(module: WasmModule, name: string): number | undefined {
  const readExport = (reader: ByteReader) => ({ name: reader.name(), kind: reader.byte(), index: reader.unsigned() });
  return vector(contentOf(module, sectionId.export), readExport).find(
    (entry) => entry.kind === importKind.global && entry.name === name,
  )?.index;
}

function contentOf({ sections }: WasmModule, id: number): ByteReader {
  return new ByteReader(sections.find((section) => section.id === id)?.bytes ?? new Uint8Array());
}

/** The i32 a global begins with; undefined for one of another type. */
function readGlobal(reader: ByteReader): number | undefined {
  const [i32, i32Const] = [0x7f, 0x41];
  const type = reader.byte();
  reader.skip(1);
  const opcode = reader.byte();
  const value = opcode === i32Const && type === i32 ? reader.signed() : skipConstant(reader, opcode);
  reader.skip(1);
  return value;
}

function skipConstant(reader: ByteReader, opcode: number): undefined {
  const [f32Const, f64Const] = [0x43, 0x44];
  if (opcode === f32Const) reader.skip(4);
  else if (opcode === f64Const) reader.skip(8);
  else reader.skipInteger();
}

function broken(what: string): BuildError {
  const advice = 'Reinstall preflash, or run `npm run prebuilt` in its source tree.';
  return new BuildError('broken-prebuilt', { where: 'the WebAssembly build of the firmware', what, advice });
}
