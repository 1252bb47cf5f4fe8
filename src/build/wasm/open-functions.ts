import { BuildError } from '../errors.ts';
import { ByteReader } from './leb128.ts';
import { sectionId, vector, type WasmModule } from './module.ts';

const exportKind = { function: 0 } as const;

/**
 * Indices of the functions that not only direct calls reach: they are exported, or in the table of indirect calls.
 * @throws BuildError `broken-prebuilt` for a table that is not filled as WebAssembly 1.0 has it
 */
export function openFunctions(module: WasmModule): ReadonlySet<number> {
  const contentOf = (id: number): ByteReader =>
    new ByteReader(module.sections.find((section) => section.id === id)?.bytes ?? new Uint8Array());
  const exported = vector(contentOf(sectionId.export), (reader) => {
    reader.name();
    return { kind: reader.byte(), index: reader.unsigned() };
  });
  return new Set([
    ...exported.filter(({ kind }) => kind === exportKind.function).map(({ index }) => index),
    ...vector(contentOf(sectionId.element), readElements).flat(),
  ]);
}

/** An active segment of table 0: its place, a constant, and function indices (Core Specification, 5.5.12). */
function readElements(reader: ByteReader): number[] {
  const [i32Const, end] = [0x41, 0x0b];
  if (reader.unsigned() !== 0 || reader.byte() !== i32Const) throw otherElements();
  reader.skipInteger();
  if (reader.byte() !== end) throw otherElements();
  return vector(reader, (entry) => entry.unsigned());
}

function otherElements(): BuildError {
  return new BuildError('broken-prebuilt', {
    where: 'the WebAssembly build of the firmware',
    what: 'its table of functions is not filled by constants',
    advice: 'Build the module as WebAssembly 1.0.',
  });
}
