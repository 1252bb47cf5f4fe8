/** One section of one object file, where the linker put it. */
export interface LinkedSection {
  readonly name: string;
  readonly address: number;
  readonly sizeBytes: number;
}

/** A section, and the object file it came from. */
export interface LinkedObject extends LinkedSection {
  readonly object: string;
}

/**
 * What the linker's map file knows and the ELF file does not: where input sections begin and end, which is the grain
 * `--gc-sections` works at, and which symbols the linker script made, which keep nothing alive.
 */
export interface LinkMap {
  readonly sections: readonly LinkedSection[];
  readonly scriptSymbols: readonly string[];
}

const memoryMapHeading = 'Linker script and memory map';
const nameOnly = /^ (\.\S+|COMMON)$/;
const placed = /^ (\.\S+|COMMON)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S.*)$/;
const placedOnNextLine = /^\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S.*)$/;
/** Input sections that are in no memory. The map gives them addresses from 0 on, where a part may have flash. */
const inNoMemory = /^\.(comment|ARM\.attributes|debug_\w+|stab\w*|note\.GNU-stack)$/;
const assignment = /^\s+0x[0-9a-f]+\s+(?:PROVIDE(?:_HIDDEN)? \()?([A-Za-z_]\w*) = /;

/**
 * Reads the map file that GNU ld writes with `-Map`. Empty sections, fill, what is in no memory and sections that were
 * discarded ("Discarded input sections" comes before the memory map) are left out. A name too long for its column stands on a
 * line of its own.
 *
 * @param text the whole map file
 * @returns sections in ascending order of address
 */
export function parseLinkMap(text: string): LinkMap {
  const scriptSymbols = new Set<string>();
  for (const line of memoryMapLines(text)) {
    const symbol = assignment.exec(line)?.[1];
    if (symbol !== undefined) scriptSymbols.add(symbol);
  }
  return {
    sections: placedSections(text).map(({ object: _, ...section }) => section),
    scriptSymbols: [...scriptSymbols].sort(),
  };
}

/**
 * The sections of a map file, each with its object file: `libm.a(sinf.o)`, without folders. Strings that were merged
 * with others stand there with the size they had before: no section reaches into the next.
 */
export function parseLinkedObjects(text: string): LinkedObject[] {
  const sections = placedSections(text);
  return sections.map((section, index) => {
    const room = (sections[index + 1]?.address ?? Number.POSITIVE_INFINITY) - section.address;
    return { ...section, sizeBytes: Math.min(section.sizeBytes, room) };
  });
}

function placedSections(text: string): LinkedObject[] {
  const lines = memoryMapLines(text);
  return lines
    .map((line, index) => placedSection(line, lines[index + 1] ?? ''))
    .filter((section) => section !== undefined)
    .filter(({ name, sizeBytes }) => sizeBytes > 0 && !inNoMemory.test(name))
    .sort((a, b) => a.address - b.address);
}

const memoryMapLines = (text: string): string[] =>
  text.slice(Math.max(0, text.indexOf(memoryMapHeading))).split(/\r?\n/);

function placedSection(line: string, nextLine: string): LinkedObject | undefined {
  const [, name, address, size, file] = placed.exec(line) ?? [];
  if (name !== undefined) return linkedObject(name, address, size, file);
  const [, longName] = nameOnly.exec(line) ?? [];
  const [, nextAddress, nextSize, nextFile] = placedOnNextLine.exec(nextLine) ?? [];
  return longName === undefined || nextAddress === undefined
    ? undefined
    : linkedObject(longName, nextAddress, nextSize, nextFile);
}

const linkedObject = (name: string, address = '', size = '', file = ''): LinkedObject => ({
  name,
  address: Number.parseInt(address, 16),
  sizeBytes: Number.parseInt(size, 16),
  object:
    file
      .trim()
      .split(/[\\/](?![^(]*\))/)
      .at(-1) ?? file,
});
