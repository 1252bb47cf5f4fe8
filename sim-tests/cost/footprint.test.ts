import { describe, expect, it } from 'vitest';
import { flashOf, footprint } from '../../src/cost/footprint.ts';
import { built, device, image, label, model, section, segment } from './fixtures.ts';

/** 256 B vectors, 1000 B code, 24 B gap, 512 B tables, 40 B initialised data copied to RAM, 100 B zeroed data. */
const firmware = image({
  segments: [
    segment(0x0800_0000, 256 + 1000 + 24 + 512),
    segment(0x0800_0700, 40, { virtualAddress: 0x2000_0000, memoryBytes: 140 }),
  ],
  sections: [
    section('.isr_vector', 0x0800_0000, 256),
    section('.text', 0x0800_0100, 1000, 'x'),
    section('.rodata', 0x0800_0500, 512),
    section('.data', 0x2000_0000, 40, 'w'),
    section('.bss', 0x2000_0028, 100, 'wz'),
  ],
});

const run = { arenaBytes: undefined, stackPeakBytes: 300, heapPeakBytes: 16 };

describe('flash of an image', () => {
  it('is divided by what the sections are, and gaps between them are counted', () => {
    expect(flashOf({ origin: 'user', image: firmware }, device)).toEqual({
      totalBytes: 256 + 1000 + 24 + 512 + 40,
      codeBytes: 1000,
      constantsBytes: 256 + 512,
      modelBytes: 0,
      initialisedDataBytes: 40,
      otherBytes: 24,
      unreachableBytes: 0,
    });
  });

  it('counts variables and what is marked as data in .text as constants, literal pools in functions as code', () => {
    const at = (start: number, sizeBytes: number) => ({ start, end: start + sizeBytes });
    const symbol = (name: string, kind: 'function' | 'object', address: number, sizeBytes: number) => ({
      ...label(name, address),
      kind,
      sizeBytes,
    });
    const merged = image({
      segments: [segment(0x0800_0000, 1000)],
      sections: [section('.text', 0x0800_0000, 1000, 'x')],
      symbols: [symbol('f', 'function', 0x0800_0000, 400), symbol('table', 'object', 0x0800_0200, 300)],
      // A pool at the end of f, the table, and 20 bytes of strings behind it.
      dataInCode: [at(0x0800_0180, 16), at(0x0800_0200, 320)],
    });
    expect(flashOf({ origin: 'user', image: merged }, device)).toMatchObject({ constantsBytes: 320, codeBytes: 680 });
    const unmarked = { ...merged, dataInCode: [] };
    expect(flashOf({ origin: 'user', image: unmarked }, device)).toMatchObject({ constantsBytes: 300, codeBytes: 700 });
  });

  it('counts a writable section that stays in flash as constants', () => {
    const initArray = image({
      segments: [segment(0x0800_0000, 8)],
      sections: [section('.init_array', 0x0800_0000, 8, 'w')],
    });
    expect(flashOf({ origin: 'user', image: initArray }, device)).toMatchObject({
      constantsBytes: 8,
      initialisedDataBytes: 0,
    });
  });

  it('counts bytes past the end of flash, so that an overflow shows', () => {
    const tooLarge = image({ segments: [segment(0x0800_0000, 0x1_0000), segment(0x0801_0000, 10)] });
    expect(flashOf({ origin: 'user', image: tooLarge }, device).totalBytes).toBe(0x1_0000 + 10);
  });

  it('does not count what a debugger would load into RAM', () => {
    const inRam = image({ segments: [segment(0x2000_0000, 100), segment(0x1000_0100, 50)] });
    expect(flashOf({ origin: 'user', image: inRam }, device).totalBytes).toBe(0);
  });

  it('takes the model out of the section it lies in, and unreachable kernels off the total', () => {
    const withModel = { ...firmware, symbols: [label('pf_model', 0x0800_0500)] };
    const source = {
      origin: 'model',
      built: built(withModel, { unreachableBytes: 200 }),
      model: model({ fileBytes: 500 }),
    } as const;
    expect(flashOf(source, device)).toEqual({
      totalBytes: 256 + 1000 + 24 + 512 + 40 - 200,
      codeBytes: 1000,
      constantsBytes: 256 + 12,
      modelBytes: 500,
      initialisedDataBytes: 40,
      otherBytes: 24,
      unreachableBytes: 200,
    });
  });

  it('counts a model appended in a segment of its own', () => {
    const appended = image({
      segments: [segment(0x0800_0000, 64), segment(0x0800_0040, 1000)],
      sections: [section('.text', 0x0800_0000, 64, 'x')],
      symbols: [label('pf_model', 0x0800_0040)],
    });
    const source = { origin: 'model', built: built(appended), model: model({ fileBytes: 1000 }) } as const;
    expect(flashOf(source, device)).toMatchObject({ totalBytes: 1064, codeBytes: 64, modelBytes: 1000, otherBytes: 0 });
  });

  it('is unclassified for a HEX file, which has no sections', () => {
    const hex = image({ format: 'hex', segments: [segment(0x0800_0000, 77)] });
    expect(flashOf({ origin: 'user', image: hex }, device)).toMatchObject({ totalBytes: 77, otherBytes: 77 });
  });
});

describe('RAM of a run', () => {
  it('is what is placed at link time plus the measured peaks', () => {
    expect(footprint({ origin: 'user', image: firmware }, device, run).ram).toEqual({
      totalBytes: 140 + 300 + 16,
      staticBytes: 140,
      arenaBytes: 0,
      stackPeakBytes: 300,
      heapPeakBytes: 16,
      handlerStackPeakBytes: null,
      stacks: [],
      tensorArena: null,
    });
  });

  it('counts a stack or a heap only where it is not static data or heap', () => {
    const at = (start: number, sizeBytes: number) => ({ start, end: start + sizeBytes });
    const stack = (name: string, used: { start: number; end: number }) => ({ name, used, reservedBytes: undefined });
    // Static data are the first 140 bytes of RAM: a task's stack in them, one in the heap, one in neither.
    const used = {
      ...run,
      heap: at(0x2000_1000, 1000),
      stacks: [
        stack('main', at(0x2000_8000, 300)),
        stack('task', at(0x2000_0000, 64)),
        stack('process 2', at(0x2000_1010, 100)),
      ],
    };
    const { ram } = footprint({ origin: 'user', image: firmware }, device, used);
    expect(ram).toMatchObject({ stackPeakBytes: 300, heapPeakBytes: 1000, totalBytes: 140 + 300 + 1000 });
    expect(ram.stacks.map(({ peakBytes }) => peakBytes)).toEqual([300, 64, 100]);
  });

  it('counts the arena and the stack as used, not as reserved', () => {
    const reserved = {
      ...firmware,
      sections: [
        ...firmware.sections,
        section('.arena', 0x2000_0100, 0x2000, 'wz'),
        section('.pf_stack', 0x2000_2100, 0x800, 'wz'),
      ],
      symbols: [
        label('__pf_arena_start', 0x2000_0100),
        label('__pf_arena_end', 0x2000_2100),
        label('__pf_stack_limit', 0x2000_2100),
        label('__pf_stack_top', 0x2000_2900),
      ],
    };
    const { ram } = footprint({ origin: 'user', image: reserved }, device, { ...run, arenaBytes: 5000 });
    expect(ram).toMatchObject({ staticBytes: 140, arenaBytes: 5000, totalBytes: 140 + 5000 + 300 + 16 });
  });

  it.each(['._user_heap_stack', '.heap', '.stack', '.stack_dummy'])('leaves out the reservation %s', (name) => {
    const reserved = { ...firmware, sections: [...firmware.sections, section(name, 0x2000_0100, 0x600, 'wz')] };
    expect(footprint({ origin: 'user', image: reserved }, device, run).ram.staticBytes).toBe(140);
  });

  it('counts sections at any alias of the RAM', () => {
    const aliased = image({ sections: [section('.bss2', 0x1000_0000, 32, 'wz')] });
    expect(footprint({ origin: 'user', image: aliased }, device, run).ram.staticBytes).toBe(32);
  });
});
