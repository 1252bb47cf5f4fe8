import type { CpuAttributes } from '../types.ts';
import type { ElfReader } from './reader.ts';
import type { SectionHeader } from './sections.ts';

// "Addenda to, and Errata in, the ABI for the Arm Architecture" (ADDENDA32), 3.3: public "aeabi" attributes.
const tagFile = 1;
const tags = { cpuName: 5, cpuArchitecture: 6, floatingPoint: 10, floatArguments: 28 } as const;
/** Below 32 the tags with a string value; above, odd tags have one. Tag_compatibility (32) has a number and a string. */
const stringTagsBelow32: readonly number[] = [4, 5];
const tagCompatibility = 32;

// Values of Tag_CPU_arch and Tag_FP_arch that a microcontroller can have.
const architectures: Readonly<Record<number, string>> = {
  10: 'ARMv7',
  11: 'ARMv6-M',
  12: 'ARMv6S-M',
  13: 'ARMv7E-M',
  16: 'ARMv8-M.baseline',
  17: 'ARMv8-M.mainline',
  21: 'ARMv8.1-M.mainline',
};
const floatingPointUnits: Readonly<Record<number, string>> = {
  0: 'none',
  5: 'VFPv4',
  6: 'VFPv4-D16',
  7: 'FPv5',
  8: 'FPv5-D16',
};

/** A cursor over the section: ULEB128 numbers and NUL-terminated strings that stay inside it. */
class AttributeCursor {
  readonly #reader: ElfReader;
  readonly #bytes: Uint8Array;
  readonly #end: number;
  position: number;

  constructor(reader: ElfReader, bytes: Uint8Array, position: number, end: number) {
    this.#reader = reader;
    this.#bytes = bytes;
    this.#end = Math.min(end, bytes.length);
    this.position = position;
  }

  get done(): boolean {
    return this.position >= this.#end;
  }

  byte(): number {
    if (this.done) throw this.#reader.error('.ARM.attributes ends inside an attribute');
    return this.#bytes[this.position++]!;
  }

  word(): number {
    return this.byte() + this.byte() * 2 ** 8 + this.byte() * 2 ** 16 + this.byte() * 2 ** 24;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw this.#reader.error('.ARM.attributes holds a number of more than 32 bits');
  }

  string(): string {
    const start = this.position;
    while (this.byte() !== 0);
    return new TextDecoder().decode(this.#bytes.subarray(start, this.position - 1));
  }
}

/**
 * What the ELF's `.ARM.attributes` say it was compiled for; undefined where the section is missing.
 * @throws ImageError where the section is cut short
 */
export function readCpuAttributes(reader: ElfReader, sections: readonly SectionHeader[]): CpuAttributes | undefined {
  const section = sections.find((candidate) => candidate.name === '.ARM.attributes');
  if (section === undefined) return undefined;
  const bytes = reader.slice(section.offset, section.sizeBytes, '.ARM.attributes');
  const cursor = new AttributeCursor(reader, bytes, 1, bytes.length);
  // 'A' is the only version of the format there is.
  if (bytes[0] !== 0x41) return undefined;
  const subsectionStart = cursor.position;
  const subsectionEnd = subsectionStart + cursor.word();
  if (cursor.string() !== 'aeabi') return undefined;
  const start = cursor.position;
  if (cursor.byte() !== tagFile) return undefined;
  const end = Math.min(start + cursor.word(), subsectionEnd);
  return describe(readValues(new AttributeCursor(reader, bytes, cursor.position, end)));
}

function readValues(cursor: AttributeCursor): Map<number, number | string> {
  const values = new Map<number, number | string>();
  while (!cursor.done) {
    const tag = cursor.number();
    if (tag === tagCompatibility) cursor.number();
    const isString = tag < 32 ? stringTagsBelow32.includes(tag) : tag === tagCompatibility || tag % 2 === 1;
    values.set(tag, isString ? cursor.string() : cursor.number());
  }
  return values;
}

function describe(values: ReadonlyMap<number, number | string>): CpuAttributes {
  const architecture = Number(values.get(tags.cpuArchitecture) ?? 0);
  const floatingPoint = Number(values.get(tags.floatingPoint) ?? 0);
  return {
    cpuName: String(values.get(tags.cpuName) ?? ''),
    architecture: architectures[architecture] ?? `Tag_CPU_arch ${architecture}`,
    floatingPoint: floatingPointUnits[floatingPoint] ?? `Tag_FP_arch ${floatingPoint}`,
    hardFloatArguments: values.get(tags.floatArguments) === 1,
  };
}
