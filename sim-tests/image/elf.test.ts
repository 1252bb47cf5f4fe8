import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openImage } from '../../src/image/open.ts';
import { indexSymbols } from '../../src/image/symbols.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { buildProgram, type Program } from './support/program.ts';

// Oracle: binutils, asked about the same file.
let program: Program;
let image: FirmwareImage;

beforeAll(async () => {
  program = buildProgram();
  image = await openImage(program.elf, 'program.elf');
});
afterAll(() => program.dispose());

const hex = (text: string) => Number.parseInt(text, 16);

describe('an ELF from the cross compiler', () => {
  it('is Arm, with the entry point readelf prints, without the Thumb bit', () => {
    const entry = /Entry point address:\s+0x([0-9a-f]+)/.exec(program.ask('readelf', '-h'))?.[1] ?? '';
    expect(image).toMatchObject({ format: 'elf', machine: 'arm', entry: hex(entry) - 1 });
  });

  it('has the segments of readelf -l', () => {
    const rows = [...program.ask('readelf', '-lW').matchAll(/^\s+LOAD\s+(0x\w+) (0x\w+) (0x\w+) (0x\w+) (0x\w+)/gm)];
    const expected = rows.map(([, , virtual, load, fileBytes, memoryBytes]) => ({
      loadAddress: Number(load),
      virtualAddress: Number(virtual),
      fileBytes: Number(fileBytes),
      memoryBytes: Number(memoryBytes),
    }));
    const actual = image.segments.map(({ bytes, ...rest }) => ({ ...rest, fileBytes: bytes.length }));
    expect(actual).toEqual(expected);
  });

  it('has the sections of readelf -S', () => {
    const rows = [
      ...program.ask('readelf', '-SW').matchAll(/\] (\.\S+)\s+(\w+)\s+(\w+) \w+ (\w+) \w+\s+([WAXIMS ]*?) +\d/g),
    ];
    const expected = rows.map(([, name, type, address = '', size = '', flags = '']) => ({
      name,
      address: hex(address),
      sizeBytes: hex(size),
      allocated: flags.includes('A'),
      hasBytes: type !== 'NOBITS',
      executable: flags.includes('X'),
      writable: flags.includes('W'),
    }));
    expect(expected.length).toBeGreaterThan(5);
    expect(image.sections).toEqual(expected);
  });

  it('has the symbols of nm: addresses without the Thumb bit, sizes, kinds', () => {
    const rows = [...program.ask('nm', '-S').matchAll(/^(\w{8})(?: (\w{8}))? (\w) (\S+)$/gm)];
    const expected = rows.map(([, address = '', size = '0', , name]) => ({
      name,
      address: hex(address),
      sizeBytes: hex(size),
    }));
    const actual = image.symbols.map(({ name, address, sizeBytes }) => ({ name, address, sizeBytes }));
    const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) =>
      (a.name ?? '') < (b.name ?? '') ? -1 : 1;
    expect(actual.sort(byName)).toEqual(expected.sort(byName));
    expect(image.symbols.find(({ name }) => name === 'weak_handler')).toMatchObject({
      kind: 'function',
      binding: 'weak',
    });
    expect(image.symbols.find(({ name }) => name === 'lookup')).toMatchObject({ kind: 'object', binding: 'local' });
    expect(image.symbols.find(({ name }) => name === 'plain_label')).toMatchObject({ kind: 'label', binding: 'local' });
  });

  it('has the CPU attributes of readelf -A', () => {
    const attributes = program.ask('readelf', '-A');
    expect(image.cpu).toEqual({
      cpuName: /Tag_CPU_name: "(.*)"/.exec(attributes)?.[1],
      architecture: `ARM${/Tag_CPU_arch: (.*)/.exec(attributes)?.[1]}`,
      floatingPoint: /Tag_FP_arch: (.*)/.exec(attributes)?.[1],
      hardFloatArguments: attributes.includes('Tag_ABI_VFP_args: VFP registers'),
    });
  });

  it('has every relocation of readelf -r, each pointing where the linked program points', () => {
    const places = [...program.ask('readelf', '-rW').matchAll(/^(\w{8})\s+\w{8} R_ARM_\w+/gm)];
    expect(image.relocations.map(({ address }) => address)).toEqual(places.map(([, address = '']) => hex(address)));
    const addressOf = (name: string) => image.symbols.find((symbol) => symbol.name === name)?.address ?? Number.NaN;
    const targetsFrom = (name: string) => {
      const start = addressOf(name);
      const size = image.symbols.find((symbol) => symbol.name === name)?.sizeBytes ?? 0;
      return image.relocations
        .filter(({ address }) => address >= start && address < start + size)
        .map(({ targetAddress }) => targetAddress);
    };
    // Read off the source: who calls whom, and what the tables hold.
    expect(targetsFrom('global_helper')).toEqual([addressOf('local_helper')]);
    expect(targetsFrom('local_helper')).toEqual([addressOf('pointers')]);
    expect(targetsFrom('pointers')).toEqual([addressOf('lookup') + 2, addressOf('lookup') + 6]);
    expect(targetsFrom('vectors')).toEqual(
      ['stack_top', 'Reset_Handler', 'weak_handler', 'aliased_handler'].map(addressOf),
    );
    expect(targetsFrom('Reset_Handler')).toContain(addressOf('global_helper'));
  });
});

describe('symbol look-up', () => {
  it('names the function that contains an address, as objdump shows it', () => {
    const index = indexSymbols(image);
    const constants = ['vectors', 'pointers', 'lookup'];
    let current = '';
    let checked = 0;
    for (const line of program.ask('objdump', '-d').split('\n')) {
      const label = /^\w{8} <(\w+)>:$/.exec(line)?.[1];
      if (label !== undefined) current = label;
      const address = /^ {1}(\w{7}):\t[0-9a-f]{4}/.exec(line)?.[1];
      if (address === undefined || constants.includes(current)) continue;
      // objdump shows the alias; both names are weak functions of one address.
      const name = index.functionAt(hex(address))?.name;
      expect(current === 'aliased_handler' ? 'weak_handler' : current).toBe(name);
      checked++;
    }
    expect(checked).toBeGreaterThan(30);
  });

  it('knows nothing outside code', () => {
    const index = indexSymbols(image);
    expect(index.functionAt(0x2000_0000)).toBeUndefined();
    expect(index.functionAt(0x0800_0000)).toBeUndefined();
    expect(index.functionAt(0)).toBeUndefined();
    expect(index.byName('zeroed')?.sizeBytes).toBe(64);
    expect(index.byName('nothing')).toBeUndefined();
  });

  it('prefers a global symbol to a weak one to a local one of the same name', () => {
    const symbol = (binding: 'local' | 'global' | 'weak', address: number) =>
      ({ name: 'twice', address, sizeBytes: 4, kind: 'function', binding }) as const;
    const sections = image.sections;
    const symbols = [symbol('local', 4), symbol('weak', 8), symbol('global', 12)];
    expect(indexSymbols({ symbols, sections }).byName('twice')?.address).toBe(12);
    expect(indexSymbols({ symbols: symbols.slice(0, 2), sections }).byName('twice')?.address).toBe(8);
  });
});
